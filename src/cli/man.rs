//! `afterword man`: the manual page, with every command on it.

use std::io;
use std::process::ExitCode;

use clap::Command;
use clap_mangen::Man;

use super::failure::Failure;
use super::help;
use super::ui::print;
use crate::i18n::Locale;

/// Runs the command.
pub(super) fn run() -> Result<ExitCode, Failure> {
    let mut page = Vec::new();
    render(&mut page).map_err(Failure::Print)?;
    print(&String::from_utf8_lossy(&page))?;
    Ok(ExitCode::SUCCESS)
}

/// One page: name, synopsis and options of the program, then each command with its own options.
fn render(out: &mut Vec<u8>) -> io::Result<()> {
    let program = help::command(Locale::English);
    let man = Man::new(program.clone()).source(format!("afterword {}", env!("CARGO_PKG_VERSION")));
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    out.extend_from_slice(b".SH COMMANDS\n");
    // `help` repeats every command.
    for command in program.get_subcommands().filter(|it| it.get_name() != "help") {
        section(command, out)?;
    }
    let exit_codes = help::exit_codes().english();
    out.extend_from_slice(format!(".SH \"EXIT STATUS\"\n{exit_codes}\n").as_bytes());
    out.extend_from_slice(
        b".SH ENVIRONMENT\nNO_COLOR, CLICOLOR, CLICOLOR_FORCE and SOURCE_DATE_EPOCH are used. AFTERWORD_LANG, LC_ALL, \
          LC_MESSAGES and LANG choose the language of messages.\n",
    );
    Ok(())
}

/// A command under its synopsis; the options of every command are at the head of the page.
fn section(command: &Command, out: &mut Vec<u8>) -> io::Result<()> {
    let global: Vec<_> =
        command.get_arguments().filter(|it| it.is_global_set()).map(|it| it.get_id().clone()).collect();
    let mut own = command.clone();
    for id in global {
        own = own.mut_arg(id, |it| it.hide(true));
    }
    let man = Man::new(own);
    out.extend_from_slice(format!(".SS \"afterword {}\"\n", command.get_name()).as_bytes());
    for render in [Man::render_synopsis_section, Man::render_description_section, Man::render_options_section]
    {
        let mut part = Vec::new();
        render(&man, &mut part)?;
        let text = String::from_utf8_lossy(&part).into_owned();
        let lines = text
            .lines()
            .filter(|it| !it.starts_with(".SH") && !it.starts_with(".ie") && !it.starts_with(".el"));
        for line in lines {
            out.extend_from_slice(line.as_bytes());
            out.push(b'\n');
        }
        out.extend_from_slice(b".PP\n");
    }
    Ok(())
}
