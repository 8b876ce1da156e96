//! The calendars of the site: of everything that is due, and of what each team owes.

use super::ical::calendar;
use super::input::Input;
use crate::address::Route;
use crate::analysis::action_items::is_of_team;
use crate::files::OutputFile;
use crate::i18n::Messages;
use crate::model::{ActionItem, Incident};

/// `/actions.ics` and one more for every team.
pub fn files(input: &Input<'_>, messages: &Messages) -> Vec<OutputFile> {
    let knowledge_base = input.knowledge_base;
    let site = input.config.site.title.as_str();
    let all = messages.fill("calendar.title", &[("site", site)]);
    let all = calendar(input, messages, &all, knowledge_base.action_items(), &knowledge_base.incidents);
    let mut files = vec![OutputFile::text(Route::Calendar.file(), all)];
    for team in &knowledge_base.teams {
        let Some(Route::Team(slug)) = input.addresses.team(team) else { continue };
        let items: Vec<(&Incident, &ActionItem)> =
            knowledge_base.action_items().filter(|(incident, it)| is_of_team(incident, it, team)).collect();
        let incidents = knowledge_base.incidents.iter().filter(|it| it.teams.contains(team));
        let title = messages.fill("calendar.team", &[("team", team), ("site", site)]);
        let text = calendar(input, messages, &title, items, incidents);
        files.push(OutputFile::text(Route::TeamCalendar(slug.clone()).file(), text));
    }
    files
}
