//! Which language a text is written in, recognised from its script and its commonest words.

use std::collections::BTreeMap;

use super::fold::{fold, is_cjk};

/// Languages of the Latin and the Cyrillic script, each with words that most of its texts hold.
const COMMON_WORDS: [(&str, &str); 16] = [
    (
        "en",
        "the and of to in was is for that with on we this from were by at not it are be as an or which after because but have had has",
    ),
    (
        "de",
        "der die das und ist nicht ein eine mit den von zu auf für wurde war im dem des es sich auch als bei nach wir werden durch",
    ),
    (
        "fr",
        "le la les des et est une un dans pour que qui pas par sur au avec ce été sont nous du cette plus ont",
    ),
    ("es", "el la los las de y en que es un una por con para no se del fue al como más este está han se nos"),
    (
        "pt",
        "o os as de e em que um uma por com para não se do da foi ao na no dos das como mais este está foram são",
    ),
    (
        "it",
        "il lo gli di e che è un una per con non si del della sono al nel dei stato da questo più anche alla",
    ),
    ("nl", "de het een en van is niet met op te dat voor was door aan zijn werd ook bij naar om er maar"),
    (
        "nb",
        "og det er ikke på som en et til av for med ble fra har den vi om var at å etter også eller ved feil ut",
    ),
    (
        "nn",
        "og det er ikkje på som ein eit til av for med vart frå har den vi om var at å etter også eller ved noko",
    ),
    (
        "da",
        "og det er ikke på som en et til af for med blev fra har den vi om var at efter også eller ved noget",
    ),
    (
        "sv",
        "och det är inte på som en ett till av för med blev från har den vi om var att efter också eller vid",
    ),
    ("fi", "ja on ei että oli se joka mutta ovat kun niin myös tai jossa sekä kanssa ole olivat"),
    ("pl", "i w nie na jest się do z że to był przez dla po oraz jako został było są od"),
    ("tr", "ve bir bu için ile da de olarak çok daha sonra gibi ancak kadar olan oldu değil"),
    ("ru", "и в не на что был по с для это как из после была были мы к от за"),
    ("uk", "і в не на що був по з для це як із після була були ми до від та є"),
];

/// Characters that only simplified, and only traditional Chinese writes.
const SIMPLIFIED: &str = "这个们来时间说为发现应对没过还开关问题务数据库连复盘导致护统处运维线响错误载响应监测级认证访请资源无动后异确录队备级压负优";
const TRADITIONAL: &str = "這個們來時間說為發現應對沒過還開關問題務數據庫連復盤導護統處運維線響錯誤載監測級認證訪請資無動後異確錄隊備壓負優";

/// Fewest common words, and letters of a script, from which a language can be recognised.
const MIN_WORDS: usize = 3;

/// Letters of Latin script that weigh as much as one CJK character: texts about machines are full of Latin names.
const LATIN_PER_CJK: usize = 5;

/// The BCP 47 tag of the language of `text`; `None` where it cannot be recognised.
pub fn language(text: &str) -> Option<&'static str> {
    let letters = Letters::count(text);
    let cjk = letters.han + letters.kana + letters.hangul;
    if 0 < cjk && letters.latin <= cjk * LATIN_PER_CJK {
        return Some(cjk_language(&letters, text));
    }
    let others = [
        ("th", letters.thai),
        ("ar", letters.arabic),
        ("he", letters.hebrew),
        ("el", letters.greek),
        ("hi", letters.devanagari),
    ];
    let of_script = others.into_iter().find(|(_, n)| 0 < *n && letters.latin <= n * 2);
    of_script.map(|it| it.0).or_else(|| by_words(text))
}

fn cjk_language(letters: &Letters, text: &str) -> &'static str {
    if letters.kana + letters.han < letters.hangul * 2 {
        return "ko";
    }
    if letters.han < letters.kana * 10 {
        return "ja";
    }
    let count =
        |set: &str, other: &str| text.chars().filter(|c| set.contains(*c) && !other.contains(*c)).count();
    if count(SIMPLIFIED, TRADITIONAL) < count(TRADITIONAL, SIMPLIFIED) { "zh-Hant" } else { "zh-CN" }
}

/// The language whose common words are the most, where no other comes as near.
fn by_words(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for word in folded.split(|c: char| !c.is_alphabetic()).filter(|it| !it.is_empty()) {
        *seen.entry(word).or_default() += 1;
    }
    let n_of = |words: &str| words.split(' ').filter_map(|it| seen.get(it)).sum::<usize>();
    let mut counts: Vec<(usize, &str)> =
        COMMON_WORDS.iter().map(|(tag, words)| (n_of(words), *tag)).collect();
    counts.sort_by_key(|it| std::cmp::Reverse(it.0));
    let [(best, tag), (second, other), ..] = counts.as_slice() else { return None };
    // Neighbours share most of their words, so that a few of their own decide.
    let family = [["nb", "nn", "da", "sv"], ["es", "pt", "it", "fr"]];
    let are_near = family.iter().any(|it| it.contains(tag) && it.contains(other));
    let is_clear = if are_near { second < best } else { second * 3 <= best * 2 };
    (MIN_WORDS <= *best && is_clear).then_some(*tag)
}

/// How many letters of each script there are.
#[derive(Debug, Default)]
struct Letters {
    han: usize,
    kana: usize,
    hangul: usize,
    latin: usize,
    thai: usize,
    arabic: usize,
    hebrew: usize,
    greek: usize,
    devanagari: usize,
}

impl Letters {
    fn count(text: &str) -> Self {
        let mut letters = Self::default();
        for c in text.chars() {
            let of_script = match c {
                '\u{3041}'..='\u{30FF}' => &mut letters.kana,
                '\u{AC00}'..='\u{D7A3}' => &mut letters.hangul,
                _ if is_cjk(c) => &mut letters.han,
                '\u{0E00}'..='\u{0E7F}' => &mut letters.thai,
                '\u{0600}'..='\u{06FF}' => &mut letters.arabic,
                '\u{0590}'..='\u{05FF}' => &mut letters.hebrew,
                '\u{0370}'..='\u{03FF}' => &mut letters.greek,
                '\u{0900}'..='\u{097F}' => &mut letters.devanagari,
                _ if c.is_alphabetic() => &mut letters.latin,
                _ => continue,
            };
            *of_script += 1;
        }
        letters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_tell_languages() {
        for (text, expected) in [
            ("Redis 连接池耗尽导致登录失败，值班同学收到告警后回滚", Some("zh-CN")),
            ("Redis 連線池耗盡，導致登入失敗，值班同仁收到告警後還原設定", Some("zh-Hant")),
            ("データベースの接続プールが枯渇し、約三十分にわたり注文が失敗した", Some("ja")),
            ("앱 내부 브라우저에서 로그인 버튼을 누르면 팝업이 차단됐다", Some("ko")),
            ("Сервис не отвечал, после чего мы откатили релиз и это помогло", Some("ru")),
            ("Η υπηρεσία δεν απαντούσε", Some("el")),
            ("connection_pool max_connections 10", None),
            ("", None),
        ] {
            assert_eq!(language(text), expected, "{text}");
        }
    }

    #[test]
    fn common_words_tell_languages_of_one_script() {
        for (text, expected) in [
            ("The pool was exhausted because the limit is too low for the load of the evening.", "en"),
            (
                "Der Dienst war nicht erreichbar, weil die Verbindung zu der Datenbank abgebrochen wurde.",
                "de",
            ),
            (
                "Le service a été interrompu dans la nuit et les commandes ne sont pas passées par la file.",
                "fr",
            ),
            (
                "Tjenesten fikk ikke logget inn. Byttet navnerom og glemte å oppdatere adressen, det ble ikke varslet.",
                "nb",
            ),
            (
                "Tjenesten blev ikke varslet, og det er ikke første gang. Efter udrulning af det nye skema var der fejl.",
                "da",
            ),
            (
                "O serviço não respondeu e as mensagens foram perdidas, por isso o time fez o retorno da versão.",
                "pt",
            ),
            (
                "El servicio no respondió y los pedidos se perdieron, por lo que el equipo volvió a la versión de ayer.",
                "es",
            ),
        ] {
            assert_eq!(language(text), Some(expected), "{text}");
        }
    }
}
