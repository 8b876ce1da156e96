//! The first sentences of an incident's page: whole ones, or none.

/// Most sentences: what failed, and what it did.
const MAX_SENTENCES: usize = 2;
/// The shortest text that can be a sentence, in characters; less is a label or a marker.
const MIN_CHARS: usize = 6;

/// The first whole sentences of `summary`; `None` where it begins with none.
///
/// A summary may be cut, may introduce a list, or may begin with a label: a reader needs none of them above the document.
pub(super) fn lead(summary: &str) -> Option<String> {
    let mut taken = Vec::new();
    let mut rest = summary.trim();
    while taken.len() < MAX_SENTENCES
        && let Some(end) = sentence_end(rest)
    {
        let (sentence, behind) = rest.split_at(end);
        let sentence = sentence.trim();
        if is_sentence(sentence) {
            taken.push(sentence);
        } else if !taken.is_empty() {
            break;
        }
        rest = behind.trim_start();
    }
    let start = taken.first()?.as_ptr() as usize - summary.as_ptr() as usize;
    let last = taken.last()?;
    let end = last.as_ptr() as usize - summary.as_ptr() as usize + last.len();
    Some(summary[start..end].to_owned())
}

/// Whether `lead` says no more than `title`, which is right above it.
pub(super) fn is_same(lead: &str, title: &str) -> bool {
    let bare = |it: &str| -> String {
        it.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    bare(lead) == bare(title)
}

/// The byte behind the first sentence of `text`; `None` where it does not end: it is cut, or introduces something.
///
/// A period ends a sentence only before the beginning of another: `v1.2`, `example.org`, `e.g. one` and `Nov. 13` hold none.
fn sentence_end(text: &str) -> Option<usize> {
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        let ends = match c {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => begins_another(behind) && !is_abbreviation(&text[..at]),
            _ => false,
        };
        if ends {
            let closing =
                behind.len() - behind.trim_start_matches(['”', '’', '"', '\'', '」', '』', '）', ')']).len();
            return Some(at + c.len_utf8() + closing);
        }
    }
    // The last sentence of a text that was not cut needs no period.
    let is_whole = !text.is_empty() && !text.ends_with(['…', ':', '：', ',', '，', '、', ';', '；']);
    is_whole.then_some(text.len())
}

fn begins_another(behind: &str) -> bool {
    let bare = behind.trim_start_matches(['”', '’', '"', '\'', ')']);
    if bare.is_empty() {
        return true;
    }
    let next = bare.trim_start();
    next.len() < bare.len() && !next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

/// Whether `text` ends in `e.g` or `i.e`, or in a single letter.
fn is_abbreviation(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches('(');
    let letters = word.chars().filter(|it| it.is_alphabetic()).count();
    letters == 1 && word.is_ascii() || letters == 2 && word.contains('.')
}

fn is_sentence(text: &str) -> bool {
    MIN_CHARS <= text.chars().filter(|it| it.is_alphanumeric()).count() && !text.ends_with(['…', ':', '：'])
}

#[cfg(test)]
mod tests {
    use super::{is_same, lead};

    #[test]
    fn two_whole_sentences_at_most() {
        assert_eq!(
            lead("One pod failed. All went down! Then it rained.").as_deref(),
            Some("One pod failed. All went down!")
        );
        assert_eq!(
            lead("支付渠道全部失败。订单开始积压！随后恢复。").as_deref(),
            Some("支付渠道全部失败。订单开始积压！")
        );
    }

    #[test]
    fn what_only_repeats_the_title_is_found() {
        assert!(is_same("The pool of the gateway was full.", "The pool of the gateway was full"));
        assert!(is_same("网关连接池耗尽，登录中断 38 分钟。", "网关连接池耗尽，登录中断 38分钟"));
        assert!(!is_same(
            "The pool of the gateway was full for an hour.",
            "The pool of the gateway was full"
        ));
    }

    #[test]
    fn half_a_sentence_is_left_out() {
        assert_eq!(
            lead("The pool was full for an hour. The planner stored windows as…").as_deref(),
            Some("The pool was full for an hour.")
        );
        assert_eq!(lead("The planner stored windows as local times and…"), None);
    }

    #[test]
    fn what_introduces_a_list_is_no_lead() {
        assert_eq!(lead("Three things went wrong at once:"), None);
        assert_eq!(
            lead("Orders could not be paid for. The reasons were:").as_deref(),
            Some("Orders could not be paid for.")
        );
    }

    #[test]
    fn periods_within_a_sentence_end_none() {
        let text = "On Nov. 13 v1.2 of example.org, e.g. the API, was down";
        assert_eq!(lead(text).as_deref(), Some(text));
    }
}
