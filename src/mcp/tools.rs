//! The tools: what each is for, its arguments, and which answer it gives. Descriptions are for agents, in English.

use serde_json::{Value, json};

use super::answers;
use super::base::Base;

/// A tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    SeenBefore,
    Search,
    GetIncident,
    Recurring,
    Overdue,
    RunbookFor,
    Review,
}

/// Most results that a tool gives, and how many it gives by itself.
const MAX_RESULTS: usize = 20;
const RESULTS: usize = 5;

impl Tool {
    const ALL: [Self; 7] = [
        Self::SeenBefore,
        Self::Search,
        Self::GetIncident,
        Self::Recurring,
        Self::Overdue,
        Self::RunbookFor,
        Self::Review,
    ];

    /// The tool with this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::SeenBefore => "seen_before",
            Self::Search => "search",
            Self::GetIncident => "get_incident",
            Self::Recurring => "recurring",
            Self::Overdue => "overdue",
            Self::RunbookFor => "runbook_for",
            Self::Review => "review",
        }
    }

    fn description(self) -> &'static str {
        match self {
            Self::SeenBefore => {
                "Has this failure been seen before? Give a symptom, an error message, a log excerpt or a draft of a \
                 postmortem. Names similar incidents, likely and possible ones apart, with the matching line, what \
                 stopped them, open action items and the lesson; or says that none is known."
            }
            Self::Search => {
                "Full-text search in incidents, runbooks and pages. Words, \"phrases\", -exclusions, and filters \
                 such as service:payment cause:capacity severity:P0 owner:li after:2026-01-01 kind:runbook."
            }
            Self::GetIncident => {
                "One incident by id: its facts, times, cause, action items, earlier and later occurrences, and its \
                 text page by page."
            }
            Self::Recurring => {
                "Failures that came back, and whether a fix was still open when they did. Counted recurrences and \
                 likely ones are kept apart."
            }
            Self::Overdue => {
                "Action items past their due date, longest overdue first, with owner and incident."
            }
            Self::RunbookFor => {
                "The runbook for an incident id, a service name or a symptom, with its steps; or says that none is \
                 known."
            }
            Self::Review => {
                "What the new and changed documents of the working folder mean compared with a git reference: \
                 earlier incidents like them, their open action items, and new findings."
            }
        }
    }

    fn schema(self) -> Value {
        let text = |description: &str| json!({ "type": "string", "description": description });
        let limit = json!({ "type": "integer", "minimum": 1, "maximum": MAX_RESULTS,
            "description": format!("Most results; {RESULTS} by default") });
        let page =
            json!({ "type": "integer", "minimum": 1, "description": "Page of the text; 1 by default" });
        let object = |properties: Value, required: &[&str]| json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false });
        match self {
            Self::SeenBefore => {
                object(json!({ "text": text("Symptom, message, log or draft"), "limit": limit }), &["text"])
            }
            Self::Search => object(json!({ "query": text("Words and filters"), "limit": limit }), &["query"]),
            Self::GetIncident => {
                object(json!({ "id": text("For example INC-2026-0001"), "page": page }), &["id"])
            }
            Self::Recurring => {
                object(json!({ "service": text("Only failures of this service"), "limit": limit }), &[])
            }
            Self::Overdue => object(
                json!({ "owner": text("Only items of this owner"), "team": text("Only items of this team"), "limit": limit }),
                &[],
            ),
            Self::RunbookFor => object(
                json!({ "target": text("Incident id, service name or symptom"), "page": page }),
                &["target"],
            ),
            Self::Review => object(json!({ "base": text("Commit or branch, for example main") }), &["base"]),
        }
    }

    /// The answer; the error is for the agent to correct.
    pub(super) fn call(self, base: &mut Base, arguments: &Value) -> Result<String, String> {
        base.refresh()?;
        let given = Arguments(arguments);
        match self {
            Self::SeenBefore => Ok(answers::seen_before(base, given.text("text")?, given.limit())),
            Self::Search => answers::search(base, given.text("query")?, given.limit()),
            Self::GetIncident => answers::get_incident(base, given.text("id")?, given.page()),
            Self::Recurring => Ok(answers::recurring(base, given.optional("service"), given.limit())),
            Self::Overdue => {
                Ok(answers::overdue(base, given.optional("owner"), given.optional("team"), given.limit()))
            }
            Self::RunbookFor => answers::runbook_for(base, given.text("target")?, given.page()),
            Self::Review => answers::review(base, given.text("base")?),
        }
    }
}

/// Every tool, as `tools/list` answers.
pub(super) fn list() -> Vec<Value> {
    let tool = |it: Tool| {
        json!({
            "name": it.name(),
            "description": it.description(),
            "inputSchema": it.schema(),
            "annotations": { "readOnlyHint": true, "openWorldHint": false },
        })
    };
    Tool::ALL.into_iter().map(tool).collect()
}

struct Arguments<'a>(&'a Value);

impl<'a> Arguments<'a> {
    fn text(&self, name: &str) -> Result<&'a str, String> {
        self.optional(name).ok_or_else(|| format!("the argument `{name}` is missing or empty"))
    }

    fn optional(&self, name: &str) -> Option<&'a str> {
        self.0[name].as_str().map(str::trim).filter(|it| !it.is_empty())
    }

    fn limit(&self) -> usize {
        self.number("limit").unwrap_or(RESULTS).clamp(1, MAX_RESULTS)
    }

    fn page(&self) -> usize {
        self.number("page").unwrap_or(1).max(1)
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.0[name].as_u64().and_then(|it| usize::try_from(it).ok())
    }
}
