//! What a person is to read, before it has a language: a key of the catalogue and named values.
//!
//! A stage that finds something does not know who reads it: the same finding is printed in Chinese, exported as JSON and
//! compared with a baseline. So it gives the key of a message and the values in it, and the words come last
//! ([`crate::i18n::terminal`]). Tests compare keys and values; a test of the catalogue holds that every key exists in
//! every language and that a message uses exactly the values it is given.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

/// A message without its words. Made by [`say!`](crate::phrase::say).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Phrase {
    key: &'static str,
    values: Vec<(&'static str, Value)>,
}

/// A value inside a message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A name, a quote or a code, the same in every language.
    Text(String),
    /// A name or a quote that messages show as code.
    Code(String),
    /// A number; it chooses between singular and plural.
    Count(i64),
    /// A number that names something, such as a line: not written in groups.
    Ordinal(i64),
    /// A length of time in seconds, written in the units of the language.
    Duration(i64),
    /// Words of the catalogue inside the message.
    Phrase(Box<Phrase>),
    /// Several values in a row: `a, b`.
    List(Vec<Value>),
    /// Several values of which one is meant: `a, b or c`.
    Either(Vec<Value>),
}

impl Phrase {
    /// The message under `key` with `values`. [`say!`](crate::phrase::say) is the usual way: a test reads its keys.
    pub fn new(key: &'static str, values: Vec<(&'static str, Value)>) -> Self {
        Self { key, values }
    }

    /// Its key in the catalogue.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// Its values, by name.
    pub fn values(&self) -> &[(&'static str, Value)] {
        &self.values
    }

    /// The same message with every text in it changed by `change`.
    #[must_use]
    pub fn map_text(mut self, change: &impl Fn(&str) -> String) -> Self {
        for (_, value) in &mut self.values {
            value.map_text(change);
        }
        self
    }
}

impl Value {
    fn map_text(&mut self, change: &impl Fn(&str) -> String) {
        match self {
            Self::Text(text) | Self::Code(text) => *text = change(text),
            Self::Phrase(phrase) => phrase.values.iter_mut().for_each(|(_, it)| it.map_text(change)),
            Self::List(values) | Self::Either(values) => values.iter_mut().for_each(|it| it.map_text(change)),
            Self::Count(_) | Self::Ordinal(_) | Self::Duration(_) => {}
        }
    }

    /// The number of a line, or another that counts nothing.
    pub fn ordinal(n: usize) -> Self {
        i64::try_from(n).map_or_else(|_| Self::Text(n.to_string()), Self::Ordinal)
    }

    /// A length of time.
    pub fn seconds(seconds: i64) -> Self {
        Self::Duration(seconds)
    }

    /// `a, b`.
    pub fn list<T: ToValue>(values: impl IntoIterator<Item = T>) -> Self {
        Self::List(values.into_iter().map(|it| it.to_value()).collect())
    }

    /// `` `a`, `b` ``.
    pub fn codes<T: ToString>(values: impl IntoIterator<Item = T>) -> Self {
        Self::List(values.into_iter().map(|it| Self::Code(it.to_string())).collect())
    }

    /// `` `a`, `b` or `c` ``.
    pub fn either_code<T: ToString>(values: impl IntoIterator<Item = T>) -> Self {
        Self::Either(values.into_iter().map(|it| Self::Code(it.to_string())).collect())
    }

    /// `a, b or c`.
    pub fn either<T: ToValue>(values: impl IntoIterator<Item = T>) -> Self {
        Self::Either(values.into_iter().map(|it| it.to_value()).collect())
    }
}

/// For programs, a value is what it is: text, a number, seconds; words are the key of their message and its values.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) | Self::Code(text) => serializer.serialize_str(text),
            Self::Count(n) | Self::Ordinal(n) | Self::Duration(n) => serializer.serialize_i64(*n),
            Self::Phrase(phrase) if phrase.values.is_empty() => serializer.serialize_str(phrase.key),
            Self::Phrase(phrase) => phrase.serialize(serializer),
            Self::List(values) | Self::Either(values) => serializer.collect_seq(values),
        }
    }
}

/// Its values by name, and its key under `message`.
impl Serialize for Phrase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let mut map = serializer.serialize_map(Some(self.values.len() + 1))?;
        map.serialize_entry("message", self.key)?;
        for (name, value) in &self.values {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// What can be a value of a message.
pub trait ToValue {
    /// The value.
    fn to_value(&self) -> Value;
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

impl<T: ToValue + ?Sized> ToValue for Box<T> {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

impl ToValue for Value {
    fn to_value(&self) -> Value {
        self.clone()
    }
}

impl ToValue for Phrase {
    fn to_value(&self) -> Value {
        Value::Phrase(Box::new(self.clone()))
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl ToValue for Cow<'_, str> {
    fn to_value(&self) -> Value {
        Value::Text(self.as_ref().to_owned())
    }
}

macro_rules! texts {
    ($($kind:ty),*) => {$(
        impl ToValue for $kind {
            fn to_value(&self) -> Value {
                Value::Text(self.to_string())
            }
        }
    )*};
}

macro_rules! counts {
    ($($kind:ty),*) => {$(
        impl ToValue for $kind {
            fn to_value(&self) -> Value {
                i64::try_from(*self).map_or_else(|_| Value::Text(self.to_string()), Value::Count)
            }
        }
    )*};
}

texts!(char, f64, jiff::civil::Date, jiff::civil::DateTime, std::path::Display<'_>);
counts!(usize, u64, u32, u16, u8, i64, i32);

/// A [`Phrase`]: `say!("no-owner", item = title, n)`. A name without a value is the variable of that name.
macro_rules! say {
    ($key:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::phrase::Phrase::new(
            $key,
            vec![$((
                stringify!($name),
                $crate::phrase::ToValue::to_value(&$crate::phrase::say!(@ $name $($value)?)),
            )),*],
        )
    };
    (@ $name:ident) => { $name };
    (@ $name:ident $value:expr) => { $value };
}
pub(crate) use say;

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn values_are_taken_by_name() {
        let written = "2026-02-30";
        let phrase = say!("invalid-date", written, days = 28_usize, near = Value::either(["a", "b"]));
        assert_eq!(phrase.key(), "invalid-date");
        assert_eq!(
            serde_json::to_string(&phrase).unwrap(),
            r#"{"message":"invalid-date","written":"2026-02-30","days":28,"near":["a","b"]}"#
        );
    }

    #[test]
    fn texts_are_changed_wherever_they_are_nested() {
        let inner = say!("who", name = "Li Lei");
        let phrase = say!("outer", inner, all = Value::list(["Li Lei"]), n = 2_usize);
        let hidden = phrase.map_text(&|it| it.replace("Li Lei", "someone"));
        assert!(!format!("{hidden:?}").contains("Li Lei"));
    }
}
