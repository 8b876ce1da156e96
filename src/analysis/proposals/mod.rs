//! What a careful reader would guess where a document states no cause or no service: each guess with the line that
//! hints at it. Guesses are shown, never counted.
//!
//! Both need the whole collection: a word that every document holds hints at nothing (`causes.rs`), and a name is a name
//! because the collection writes it as one (`services.rs`).

mod causes;
mod lines;
mod services;
mod tokens;
mod vocabulary;

use rayon::prelude::*;

use crate::files::SourceMap;
use crate::model::{Field, KnowledgeBase, Suggestion};

/// Adds the guesses to the suggestions of every incident that does not state the field.
pub fn propose(knowledge_base: &mut KnowledgeBase, sources: &SourceMap) {
    // A collection whose documents state both is not read for guesses that nobody would see.
    let lacks_causes = knowledge_base.incidents.iter().any(|it| it.causes.is_empty());
    let lacks_services = knowledge_base.incidents.iter().any(|it| it.services.is_empty());
    if !lacks_causes && !lacks_services {
        return;
    }
    let lines: Vec<_> = knowledge_base.incidents.par_iter().map(|it| lines::read(it, sources)).collect();
    let causes = if lacks_causes { causes::find(knowledge_base, &lines) } else { Vec::new() };
    let services = if lacks_services { services::find(knowledge_base, &lines) } else { Vec::new() };
    for (incident, guesses) in knowledge_base.incidents.iter_mut().zip(causes) {
        add(incident.causes.is_empty(), Field::Causes, guesses, &mut incident.suggested);
    }
    for (incident, guesses) in knowledge_base.incidents.iter_mut().zip(services) {
        add(incident.services.is_empty(), Field::Services, guesses, &mut incident.suggested);
    }
}

fn add(is_open: bool, field: Field, guesses: Vec<Suggestion>, to: &mut crate::model::Suggestions) {
    for guess in guesses.into_iter().filter(|_| is_open) {
        to.add(field, guess);
    }
}
