//! Scripts without their comments and blanks.
//!
//! Every name stays as it is written: readers of a page see the code that is in the repository, and a theme that
//! replaces one source can use what the others declare. A line end stays wherever a statement may end there.

mod tokens;

use tokens::{Kind, Token, is_word, tokens};

/// Signs that no statement begins with.
const CONTINUING: &str =
    ") ] } , ; . ?. ? : => = == === != !== < > <= >= && || ?? * % ** & | ^ += -= *= ||= &&= ??=";

/// `script` with the same meaning, without comments and blanks; nothing else changes.
pub(super) fn tightened(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut previous: Option<Token<'_>> = None;
    for token in tokens(script) {
        if let Some(previous) = previous {
            out.push_str(between(previous, token));
        }
        out.push_str(token.text);
        previous = Some(token);
    }
    out
}

/// `text` as a literal of a script.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            // `<` so that no text can close a script element or open a comment; the others end a line in old scripts.
            '<' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1F}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What must come between two tokens.
fn between(previous: Token<'_>, next: Token<'_>) -> &'static str {
    let ends_value = previous.kind != Kind::Sign || matches!(previous.text, ")" | "]" | "}" | "++" | "--");
    let continues = next.kind == Kind::Sign && is_continuing(next.text)
        || next.kind == Kind::Text && next.text.starts_with('}');
    let in_template = previous.kind == Kind::Text && previous.text.ends_with("${");
    if next.on_new_line && ends_value && !continues && !in_template {
        return "\n";
    }
    let both = |is: fn(char) -> bool| previous.text.ends_with(is) && next.text.starts_with(is);
    let is_glued = both(is_word) || both(|it| it == '+') || both(|it| it == '-') || both(|it| it == '/');
    if is_glued && !in_template { " " } else { "" }
}

/// Whether no statement begins with the sign `text`.
fn is_continuing(text: &str) -> bool {
    CONTINUING.split(' ').any(|it| it == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: &str) {
        assert_eq!(tightened(script), expected);
    }

    #[test]
    fn comments_and_blanks_go() {
        check("// one\nfoo(1, 2);\n/* two\n three */\nbar( );\n", "foo(1,2);bar();");
        check("return a + ++b - -c;", "return a+ ++b- -c;");
        check(
            "/* why */\nlet it = `a ${ b } c`; // so\nif (it) {\n  f( it )\n}\n",
            "let it=`a ${b} c`;if(it){f(it)}",
        );
    }

    #[test]
    fn a_line_end_stays_where_a_statement_may_end() {
        check("one()\ntwo()", "one()\ntwo()");
        check("one();\ntwo =\n  three\n  .four", "one();two=three.four");
    }

    #[test]
    fn strings_patterns_and_templates_stay_as_they_are() {
        check("f('a // b', \"/* c */\")", "f('a // b',\"/* c */\")");
        check("text.replace(/[/ ]\\/ x/g, first / 2 / text)", "text.replace(/[/ ]\\/ x/g,first/2/text)");
        check("`a  ${ name + `b ${ name } c` } d`", "`a  ${name+`b ${name} c`} d`");
    }

    #[test]
    fn every_name_stays() {
        check(
            "const one = box.value;\nconst two = { key: one };",
            "const one=box.value;const two={key:one};",
        );
    }
}
