//! Procedures of manuals to the incidents that name the same cause or show the same symptom.

use super::causes::cause_names;
use crate::model::{Incident, KnowledgeBase, Procedure};
use crate::text::fold;

/// Most incidents that are listed for one procedure, the latest ones.
const MAX_INCIDENTS: usize = 10;

/// Finds the causes that procedures name, and the incidents with one of them or with one of their symptoms.
pub(super) fn resolve(knowledge_base: &mut KnowledgeBase) {
    let names = cause_names(&knowledge_base.taxonomy.causes);
    let incidents = &knowledge_base.incidents;
    for procedure in knowledge_base.runbooks.iter_mut().flat_map(|it| &mut it.procedures) {
        let mut causes: Vec<String> =
            procedure.named.iter().filter_map(|it| names.get(it)).map(str::to_owned).collect();
        causes.sort_unstable();
        causes.dedup();
        procedure.causes = causes;
        let mut found: Vec<&Incident> = incidents.iter().filter(|it| is_about(procedure, it)).collect();
        found.sort_by(|a, b| (b.date, &b.id).cmp(&(a.date, &a.id)));
        procedure.incidents = found.into_iter().take(MAX_INCIDENTS).map(|it| it.id.clone()).collect();
    }
}

fn is_about(procedure: &Procedure, incident: &Incident) -> bool {
    let shares_cause = procedure.causes.iter().any(|it| incident.causes.contains(it));
    let shows = |symptom: &String| {
        let symptom = fold(symptom);
        fold(&incident.title).contains(&symptom)
            || incident.summary.as_ref().is_some_and(|it| fold(it).contains(&symptom))
    };
    shares_cause || procedure.symptoms.iter().any(shows)
}
