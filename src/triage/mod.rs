//! What a person can decide: open questions, answers to them, and the file that keeps the answers.
//!
//! 1. [`questions`] lists likely recurrences and proposed values that nobody has decided, the most certain first.
//! 2. A [`Session`] walks them; every answer becomes a line of `decisions.yml` (`edit.rs`), and can be taken back.
//! 3. `resolve::decisions` reads the file in every later run.

mod edit;
mod question;
mod session;
mod words;

pub use edit::EditError;
pub use question::{Question, questions};
pub use session::{Answer, Note, Session, read_answer};
pub use words::{
    accepted_above, ask, changed_meanwhile, file_name, header, help, list, no_terminal, nothing_open,
    nothing_to_undo, recorded, summary, undone,
};
