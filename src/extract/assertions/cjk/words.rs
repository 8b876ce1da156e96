//! Lists of words that are looked for inside clauses without blanks.

/// Words, with blanks between them.
pub(super) struct Any(pub(super) &'static str);

impl Any {
    /// Whether `clause` holds one of them.
    pub(super) fn is_in(&self, clause: &str) -> bool {
        self.iter().any(|it| clause.contains(it))
    }

    /// Whether `clause` is one of them.
    pub(super) fn is(&self, clause: &str) -> bool {
        self.iter().any(|it| it == clause)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.split_ascii_whitespace()
    }
}

/// A clause with one of these denies what it says, or says it of a part.
pub(super) const DENIALS: Any =
    Any("未 没 尚 仍 还在 无法 不能 不是 失败 部分 逐步 逐渐 陆续 短暂 临时 暂时 开始恢复 恢复中 \
    一度 个别 少量 一半 まだ ない なかった ません 一部 部分的 徐々 一時 中です");
