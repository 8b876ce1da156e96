//! Our own scripts made small: without comments and white space, and with short local names.
//!
//! It knows the JavaScript that the sources of the search are written in, not all of it, and errs on the side of
//! leaving things as they are. Nothing is moved or left out but comments and white space, declarations that follow
//! each other become one, and a line end stays wherever a statement may end there. A name that is ever a property, a method or a key is kept, unless it is
//! said to be private; private names, and names that a script declares on its top level, are shortened everywhere
//! alike. What is left is known inside one top-level statement or method only, and shortened there.

mod names;
mod tokens;

use names::{Names, is_continuing, statements};
use tokens::{Kind, Token, is_word, tokens};

/// `scripts`, which share objects with each other, with the same meaning and fewer characters.
///
/// A script is one function that is called at once, so its top level is the inside of that function. Names in
/// `private` are shortened even where they are properties, so they must be no names that a browser, a page or a
/// file of data uses.
pub(super) fn minified(scripts: &[String], private: &[&str]) -> Vec<String> {
    let scripts: Vec<Vec<Token<'_>>> = scripts.iter().map(|it| tokens(it)).collect();
    let names = Names::new(&scripts, private);
    scripts.iter().map(|it| written(&joined(it), &names)).collect()
}

/// `script`, of which nothing else is known, without comments and white space; every name stays.
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

/// `tokens` as text, names replaced.
fn written(tokens: &[Token<'_>], names: &Names<'_>) -> String {
    let mut out = String::new();
    let mut previous: Option<Token<'_>> = None;
    for statement in statements(tokens) {
        let local = names.of_statement(statement);
        for &token in statement {
            if let Some(previous) = previous {
                out.push_str(between(previous, token));
            }
            let name = local.get(token.text).or_else(|| names.shared.get(token.text));
            match name {
                Some(name) if token.kind == Kind::Word => out.push_str(name),
                _ => out.push_str(token.text),
            }
            previous = Some(token);
        }
    }
    out
}

/// `tokens` with one declaration in the place of several that follow each other, all of them `let`.
///
/// What is declared as constant is never assigned to, so that nothing can tell the difference.
fn joined<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let is_declaration = |it: Option<&Token<'_>>| it.is_some_and(|it| matches!(it.text, "const" | "let"));
    let mut out: Vec<Token<'a>> = Vec::with_capacity(tokens.len());
    // For every open bracket whether the statement in it that is being read is a declaration.
    let mut declares = vec![false];
    let mut is_joined = false;
    for (idx, &token) in tokens.iter().enumerate() {
        let next = tokens.get(idx + 1);
        match token.text {
            "const" | "let" if token.kind == Kind::Word => {
                if let Some(last) = declares.last_mut() {
                    *last = true;
                }
                if !std::mem::take(&mut is_joined) {
                    out.push(Token { text: "let", ..token });
                }
                continue;
            }
            "{" | "(" | "[" if token.kind == Kind::Sign => declares.push(false),
            "}" | ")" | "]" if token.kind == Kind::Sign => drop(declares.pop()),
            ";" if declares.last() == Some(&true) => {
                if is_declaration(next) {
                    is_joined = true;
                    out.push(Token { text: ",", ..token });
                    continue;
                }
                declares.pop();
                declares.push(false);
            }
            _ => {}
        }
        out.push(token);
    }
    out
}

/// What must stand between two tokens.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Minifies a script whose top level is `statements`.
    #[track_caller]
    fn check(statements: &str, expected: &str) {
        let [script] = minified(&[format!("(()=>{{{statements}}})()")], &["own"]).try_into().unwrap();
        assert_eq!(script.strip_prefix("(()=>{").and_then(|it| it.strip_suffix("})()")), Some(expected));
    }

    #[test]
    fn comments_and_white_space_go() {
        check("// one\nfoo(1, 2);\n/* two\n three */\nbar( );\n", "a(1,2);a();");
        check("return a + ++b - -c;", "return a+ ++b- -c;");
    }

    #[test]
    fn a_line_end_stays_where_a_statement_may_end() {
        check("one()\ntwo()", "a()\nb()");
        check("one();\ntwo =\n  three\n  .four", "a();b=a.four");
    }

    #[test]
    fn strings_patterns_and_templates_stay_as_they_are() {
        check("f('a // b', \"/* c */\")", "a('a // b',\"/* c */\")");
        check("text.replace(/[/ ]\\/ x/g, first / 2 / text)", "a.replace(/[/ ]\\/ x/g,b/2/a)");
        check("`a  ${ name + `b ${ name } c` } d`", "`a  ${a+`b ${a} c`} d`");
    }

    #[test]
    fn names_that_others_may_use_are_kept() {
        check("f({ key: value, method() { return value; } })", "b({key:a,method(){return a;}})");
        check("const { shared, other: mine } = it;", "let{shared,other:b}=a;");
        check("Math.max(first ? second : third)", "Math.max(a?b:c)");
    }

    #[test]
    fn names_of_the_top_level_are_the_same_everywhere_and_others_are_free_again() {
        check(
            "function twice(it) { return 2 * it; }\nfunction more(place) { return twice(place) + 1; }",
            "function i(a){return 2*a;}\nfunction j(a){return i(a)+1;}",
        );
        check(
            "class Box { open(place) { return place; }\nclose(door) { return door; } }\nnew Box();",
            "class i{open(a){return a;}\nclose(a){return a;}}\nnew i();",
        );
    }

    #[test]
    fn declarations_that_follow_each_other_become_one() {
        check(
            "const one = 1;\nconst two = [one];\nlet three;\nf(one, two, three);",
            "let i=1,k=[i],j;a(i,k,j);",
        );
    }

    #[test]
    fn private_names_are_shortened_as_properties_too() {
        check("it.own = other.own + own.it", "it.i=a.i+i.it");
    }

    #[test]
    fn a_script_of_which_nothing_is_known_keeps_its_names() {
        let script = "/* why */\nlet it = `a ${ b } c`; // so\nif (it) {\n  f( it )\n}\n";
        assert_eq!(tightened(script), "let it=`a ${b} c`;if(it){f(it)}");
    }

    #[test]
    fn scripts_share_their_names() {
        let scripts = ["give({ own: 1 })".to_owned(), "take(it => it.own)".to_owned()];
        assert_eq!(minified(&scripts, &["own"]), ["a({i:1})", "b(a=>a.i)"]);
    }
}
