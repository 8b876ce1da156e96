//! Behaviour tests, one module per capability, in one binary.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests fail loudly, and make their own files"
)]

mod suggested;
mod support;

mod absence;
mod actions;
mod agents;
mod articles;
mod adopt;
mod architecture;
mod boundaries;
mod canaries;
mod bounds;
mod build;
mod check;
mod cli;
mod comparisons;
mod config;
mod settings;
mod shapes;
mod database;
mod declarations;
mod definitions;
mod differential;
mod dependencies;
mod docs;
mod export;
mod findings;
mod follow_up;
mod forms;
mod front_matter;
mod guides;
mod init;
mod import;
mod inspect;
mod inventions;
mod judged;
mod labels;
mod last_build;
mod lexicon;
mod likeness;
mod limits;
mod links;
mod manuals;
mod matrix;
mod markdown;
mod new;
mod not_read;
mod origins;
mod outcomes;
mod output;
mod outputs;
mod plain_reports;
mod privacy;
mod runbooks;
mod sample;
mod statistics;
mod story;
mod schema;
mod readings;
mod recipes;
mod recognition;
mod report;
mod review;
mod search;
mod serve;
mod templates;
mod terminal;
mod shards;
mod search_cache;
mod theme;
mod units;
mod values;
mod words;
mod tickets;
mod times;
mod triage;
