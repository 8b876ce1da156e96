//! JSON-RPC 2.0 with one message a line, and the part of the Model Context Protocol that a server of tools needs.

use std::io::{self, BufRead, Write};

use serde_json::{Value, json};

use super::base::Base;
use super::tools;

/// Versions that are the same for what is used here, the latest last.
const VERSIONS: [&str; 3] = ["2024-11-05", "2025-03-26", "2025-06-18"];
/// Most bytes of one message: a pasted log is smaller.
const MAX_MESSAGE: u64 = 4_194_304;

const INVALID_JSON: i64 = -32_700;
const INVALID_REQUEST: i64 = -32_600;
const UNKNOWN_METHOD: i64 = -32_601;
const INVALID_PARAMS: i64 = -32_602;

/// How agents are asked to use the tools.
const INSTRUCTIONS: &str = "Incident postmortems and runbooks of this team. Before you diagnose a failure or review a \
change, call `seen_before` with the symptom or log; then `get_incident` for what helped, and `runbook_for` for the steps. \
Values are stated in documents; what is marked likely or possible is a suggestion; what is not stated is not known.";

/// Answers messages from `input` until it ends.
pub fn serve(base: &mut Base, mut input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    loop {
        let mut line = Vec::new();
        let n = io::Read::take(&mut input, MAX_MESSAGE).read_until(b'\n', &mut line)?;
        if n == 0 {
            return Ok(());
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answer = match serde_json::from_slice::<Value>(&line) {
            Ok(message) => answer(base, &message),
            Err(_) => Some(failure(&Value::Null, INVALID_JSON, "invalid JSON")),
        };
        if let Some(answer) = answer {
            writeln!(output, "{answer}")?;
            output.flush()?;
        }
    }
}

/// The answer to a message; `None` for a notification, which has none.
fn answer(base: &mut Base, message: &Value) -> Option<Value> {
    let Some(method) = message["method"].as_str() else {
        // An answer to us: we ask nothing.
        let is_answer = message.get("result").is_some() || message.get("error").is_some();
        return (!is_answer).then(|| failure(&message["id"], INVALID_REQUEST, "no method"));
    };
    let id = message.get("id").filter(|it| !it.is_null())?;
    let params = &message["params"];
    let result = match method {
        "initialize" => initialize(params),
        "ping" => json!({}),
        "tools/list" => json!({ "tools": tools::list() }),
        "tools/call" => {
            let name = params["name"].as_str().unwrap_or_default();
            let Some(tool) = tools::Tool::named(name) else {
                return Some(failure(id, INVALID_PARAMS, &format!("unknown tool `{name}`")));
            };
            let (text, is_error) = match tool.call(base, &params["arguments"]) {
                Ok(text) => (text, false),
                Err(text) => (text, true),
            };
            json!({ "content": [{ "type": "text", "text": text }], "isError": is_error })
        }
        other => return Some(failure(id, UNKNOWN_METHOD, &format!("unknown method `{other}`"))),
    };
    Some(json!({ "jsonrpc": "2.0", "id": id, "result": result }))
}

fn initialize(params: &Value) -> Value {
    let wanted = params["protocolVersion"].as_str().unwrap_or_default();
    let version = VERSIONS.iter().find(|it| **it == wanted).unwrap_or(&VERSIONS[VERSIONS.len() - 1]);
    json!({
        "protocolVersion": version,
        "capabilities": { "tools": { "listChanged": false } },
        "serverInfo": { "name": "afterword", "version": env!("CARGO_PKG_VERSION") },
        "instructions": INSTRUCTIONS,
    })
}

fn failure(id: &Value, code: i64, message: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
}
