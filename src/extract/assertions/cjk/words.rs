//! Lists of words that are looked for inside clauses without blanks.

pub(super) use crate::text::TextList as Any;

/// A clause with one of these denies what it says, or says it of a part.
pub(super) static DENIALS: Any = Any::new(
    "未 没 尚 仍 还在 无法 不能 不是 失败 部分 逐步 逐渐 陆续 短暂 临时 暂时 开始恢复 恢复中 \
    一度 个别 少量 一半 まだ ない なかった ません 一部 部分的 徐々 一時 中です",
);
