//! What a section of a document is about, and what a column of a table holds.

/// Declares an enum of meanings with their names in the lexicon.
macro_rules! meanings {
    ($(#[$outer:meta])* $type:ident { $($(#[$doc:meta])* $variant:ident: $name:literal;)* }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type {
            $($(#[$doc])* $variant,)*
        }

        impl $type {
            /// Every one, in the order of the lexicon.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name in the lexicon.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The one with the name `name`.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.name() == name)
            }
        }
    };
}

meanings! {
    /// What a section is about, as its heading says.
    SectionKind {
        /// What happened, in short.
        Summary: "summary";
        /// Who and what was hit.
        Impact: "impact";
        /// Why it happened.
        RootCause: "root_cause";
        /// What made it possible or worse.
        Factors: "factors";
        /// What happened when.
        Timeline: "timeline";
        /// What set it off.
        Trigger: "trigger";
        /// How it was noticed.
        Detection: "detection";
        /// How it was ended.
        Resolution: "resolution";
        /// What was promised.
        ActionItems: "action_items";
        /// What was learned.
        Lessons: "lessons";
        /// What went well.
        WentWell: "went_well";
        /// What went wrong.
        WentWrong: "went_wrong";
        /// What was luck.
        Lucky: "lucky";
        /// Who took part.
        Attendees: "attendees";
        /// Other documents.
        Links: "links";
        /// Figures and facts.
        Metrics: "metrics";
        /// How a failure shows.
        Symptoms: "symptoms";
        /// How to find out, step by step.
        Steps: "steps";
        /// What a failure may come from.
        LikelyCauses: "likely_causes";
        /// How to end a failure.
        Solutions: "solutions";
        /// What the document is for.
        Purpose: "purpose";
    }
}

meanings! {
    /// What a column of a table holds, as its head says.
    Column {
        /// What is to be done.
        Task: "task";
        /// Who does it.
        Owner: "owner";
        /// The team it belongs to.
        Team: "team";
        /// Until when.
        Due: "due";
        /// How urgent it is.
        Priority: "priority";
        /// How far it has come.
        Status: "status";
        /// Its ticket.
        Ticket: "ticket";
        /// How one will know that it is done.
        Acceptance: "acceptance";
        /// What it is for, or what kind of event it is.
        Type: "type";
        /// When it happened.
        Time: "time";
        /// What happened.
        Event: "event";
        /// What counts the rows.
        Number: "number";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_meaning() {
        assert!(SectionKind::ALL.iter().all(|it| SectionKind::from_name(it.name()) == Some(*it)));
        assert!(Column::ALL.iter().all(|it| Column::from_name(it.name()) == Some(*it)));
        assert!(20 < SectionKind::ALL.len() && 10 < Column::ALL.len());
    }
}
