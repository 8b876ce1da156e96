//! Tests of the tokenizer: the vectors that the browser's mirror shares, and what holds for any text.

use proptest::prelude::*;

use super::*;

const VECTORS: &str = include_str!("../../../tests/fixtures/search/tokens.json");

/// One line of the vector file.
#[derive(serde::Deserialize)]
struct Vector {
    input: String,
    /// Text, position, whether it is a compound.
    tokens: Vec<(String, u32, bool)>,
}

fn tokens(text: &str) -> Vec<(String, u32, bool)> {
    let tokens = Tokenizer::default().tokens(text);
    tokens.into_iter().map(|it| (it.text, it.position, it.compound)).collect()
}

#[test]
fn every_vector_gives_its_tokens() {
    let vectors: Vec<Vector> = serde_json::from_str(VECTORS).unwrap();
    assert!(10 < vectors.len());
    for Vector { input, tokens: expected } in vectors {
        let found = tokens(&input);
        assert_eq!(found, expected, "{input:?} gives {}", serde_json::to_string(&found).unwrap());
    }
}

#[test]
fn stop_words_stand_in_ascending_order() {
    assert!(STOP_WORDS.is_sorted());
}

#[test]
fn a_long_chain_of_connectors_costs_no_more_than_its_length() {
    let text = "a-".repeat(50_000);
    assert_eq!(tokens(&text).len(), 0); // "a" is a stop word, and there are no tails beyond 8 segments
    let text = "ab_".repeat(50_000);
    assert_eq!(tokens(&text).len(), 50_000);
}

#[test]
fn runs_tell_whole_compounds_from_partial_ones() {
    let runs = Tokenizer::default().runs("paymentService-v2 超时");
    let Run::Word(word) = &runs[0] else { panic!("{runs:?}") };
    assert_eq!(word.raw, "paymentservice-v2");
    assert_eq!(word.parts, ["payment", "servic", "v2"]);
    assert_eq!(word.segments, [("paymentservic".to_owned(), 0), ("v2".to_owned(), 1)]);
    assert_eq!(word.whole, ["paymentservice-v2"]);
    assert_eq!(word.partial, ["paymentservic"]);
    assert!(!word.single);
    assert_eq!(runs[1], Run::Cjk(vec!['超', '时'], 2));
}

#[test]
fn ranges_point_at_what_was_written() {
    let text = "Ｒｅｄｉｓ的Café连接";
    let ranges: Vec<_> =
        Tokenizer::default().tokens(text).into_iter().map(|it| (it.text, &text[it.range])).collect();
    let expected = [("redi", "Ｒｅｄｉｓ"), ("的", "的"), ("cafe", "Café"), ("连接", "连接"), ("接", "接")];
    assert_eq!(ranges, expected.map(|(token, written)| (token.to_owned(), written)));
}

proptest! {
    #[test]
    fn any_text_gives_tokens_in_order_with_ranges_inside_it(text in any_text()) {
        let mut tokenizer = Tokenizer::default();
        let found = tokenizer.tokens(&text);
        let mut last = 0;
        for token in &found {
            prop_assert!(last <= token.position);
            last = token.position;
            prop_assert!(!token.text.is_empty());
            prop_assert!(text.get(token.range.clone()).is_some_and(|it| !it.is_empty()));
        }
        // A tokenizer that has seen other texts says the same.
        prop_assert_eq!(&tokenizer.tokens(&text), &found);
    }

    #[test]
    fn case_and_width_do_not_matter_outside_humps(text in "[a-z0-9 _.-]{0,40}", letters in "[a-z _.-]{0,40}") {
        let wide: String = text.chars().map(|c| match c {
            'a'..='z' | '0'..='9' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            _ => c,
        }).collect();
        prop_assert_eq!(tokens(&letters.to_uppercase()), tokens(&letters));
        prop_assert_eq!(tokens(&wide), tokens(&text));
    }

    #[test]
    fn runs_hold_the_same_tokens(text in any_text()) {
        let mut tokenizer = Tokenizer::default();
        let found = tokenizer.tokens(&text);
        let mut words = 0;
        for run in tokenizer.runs(&text) {
            match run {
                Run::Word(word) => words += word.parts.len() + word.whole.len() + word.partial.len(),
                Run::Cjk(chars, first) => {
                    words += chars.len();
                    prop_assert!(found.iter().any(|it| it.position == first));
                }
            }
        }
        prop_assert_eq!(words, found.len());
    }
}

/// Any text at all, and text made of what the rules are about.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[a-dA-D0-2 ._\\-连接池超时éÉＡ。ｶﾞ\u{200b}\u{301}]{0,60}"]
}
