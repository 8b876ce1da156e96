//! The form in which words are compared: folded, and Chinese in simplified characters.
//!
//! `影響範圍` is `影响范围`. Words of the lexicon take the same form, so that Japanese words, which share many of these
//! characters, are still found.

use std::sync::LazyLock;

use crate::text;

/// Traditional characters, in order of their code points, whose simplified form a word of the lexicon or of a rule has.
const TRADITIONAL: &str = "丟並佈佔併來係俬個倖側偵備傢傳僅億儘優儲內冊別刪則劃動務匯區協卽厤參員問啓啟單嘗噁噹嚐嚮嚴圍圖團執報\
    墻壓壞夠學實審寫將對導屆屍層屬師帳庫廠廢張強彆彎彔彙後從復徵惡態憑應戶掃損擊擔據擱擴攔敎敗數斷於旣昇\
    時暫曆曏書會朮査條棄業構標樣機檔檢檯權歷歸殘氣決沒沖況洩測準溝溫滙滾滿漲漸潰濟濫為無熱營爲牆狀獲現環\
    產産畢畫異畵當癥發盜盡監盤眞眾確碼礎祕稱積穫競箇節範簡簽籤糰紀約紅級細組結絕絡給統絶經綫維網緊緒線編\
    緩練緻總織繫續纔羣義習聯聲脩臨臺與舉舊萬蔘藍處號衆術衕衝裏補裝裡製複覈見規視覺覽觸訂計訊討訓記訪設訴\
    診註証評詞詢試話該詳認語誤說説調請論謎謹證識議護讀變負財責資賴跡蹟蹤軌軸載輯轉辦迴這連週進遊運過達適\
    遲遷遺還邊邏釋針鈅鈡錄錯録錶鍵鍼鍾鎖鏈鐘鑑鑒鑰長門閉開閏間閤閱閲閾闆關陞陸隊階險隱離雲電靜韆響頁項須\
    預頓題額類顧顯風颱飆餘饋馬騰驗驟體髮鬚麪麫麵麼麽點齣";

/// Their simplified forms, in the same order.
const SIMPLIFIED: &str = "丢并布占并来系私个幸侧侦备家传仅亿尽优储内册别删则划动务汇区协即历参员问启启单尝恶当尝向严围图团执报\
    墙压坏够学实审写将对导届尸层属师账库厂废张强别弯录汇后从复征恶态凭应户扫损击担据搁扩拦教败数断于既升\
    时暂历向书会术查条弃业构标样机档检台权历归残气决没冲况泄测准沟温汇滚满涨渐溃济滥为无热营为墙状获现环\
    产产毕画异画当症发盗尽监盘真众确码础秘称积获竞个节范简签签团纪约红级细组结绝络给统绝经线维网紧绪线编\
    缓练致总织系续才群义习联声修临台与举旧万参蓝处号众术同冲里补装里制复核见规视觉览触订计讯讨训记访设诉\
    诊注证评词询试话该详认语误说说调请论谜谨证识议护读变负财责资赖迹迹踪轨轴载辑转办回这连周进游运过达适\
    迟迁遗还边逻释针钥钟录错录表键针钟锁链钟鉴鉴钥长门闭开闰间合阅阅阈板关升陆队阶险隐离云电静千响页项须\
    预顿题额类顾显风台飙余馈马腾验骤体发须面面面么么点出";

static PAIRS: LazyLock<Vec<(char, char)>> =
    LazyLock::new(|| TRADITIONAL.chars().zip(SIMPLIFIED.chars()).collect());

/// `text` folded, in simplified characters.
pub(crate) fn fold(text: &str) -> String {
    simplified(text::fold(text))
}

/// `text` with simplified characters for traditional ones; of the same length in bytes.
pub(crate) fn simplified(text: String) -> String {
    let is_wide = |it: char| ('\u{4E00}'..='\u{9FFF}').contains(&it);
    if text.is_ascii() || !text.contains(is_wide) {
        return text;
    }
    let simple = |it: char| {
        let known = is_wide(it).then(|| PAIRS.binary_search_by_key(&it, |pair| pair.0));
        known.and_then(Result::ok).map_or(it, |at| PAIRS[at].1)
    };
    text.chars().map(simple).collect()
}

/// A word without the brackets behind it: `时间线（UTC+8）` gives `时间线`.
pub(crate) fn without_brackets(text: &str) -> &str {
    text.find(['(', '（', '[', '【']).filter(|at| 0 < *at).map_or(text, |at| &text[..at]).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_words_have_the_form_of_simplified_ones() {
        assert!(PAIRS.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(TRADITIONAL.chars().count(), SIMPLIFIED.chars().count());
        assert_eq!(fold("ＡＰＩ 影響範圍"), "api 影响范围");
        assert_eq!(fold("後續行動"), "后续行动");
    }
}
