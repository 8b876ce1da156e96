//! What harmful commands do: the words are in the catalogue, since findings and pages show them.

use serde::Deserialize;

use crate::phrase::{Phrase, say};

/// What a command does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Effect {
    ChangesThePassword,
    DeletesAColumn,
    DeletesAResource,
    DeletesATableOrDatabase,
    DeletesATree,
    DeletesAVariableTree,
    DeletesEveryKey,
    DeletesEveryKeyOfTheDatabase,
    DeletesEveryObject,
    DeletesEveryRow,
    DeletesEverythingInIt,
    DeletesObjects,
    DeletesRows,
    DeletesRowsWithoutWhere,
    DeletesRunningObjects,
    DeletesTheRelease,
    DeletesTheTopic,
    DeletesVolumes,
    DeletesVolumesOfContainers,
    DestroysTerraform,
    DiscardsChanges,
    DrainsTheNode,
    DropsAnIndex,
    FormatsADisk,
    KillsProcesses,
    KillsTheProcess,
    LetsEverybodyWrite,
    OpensAPort,
    OverwritesADisk,
    OverwritesCommits,
    OverwritesTheBranch,
    OverwritesTheDump,
    PrunesDocker,
    RecordsThePassword,
    RemovesFirewallRules,
    ShowsThePassword,
    StopsTheMachine,
}

impl Effect {
    /// A verb and its object, to follow the command: `deletes every key`.
    pub(crate) fn phrase(self) -> Phrase {
        match self {
            Self::ChangesThePassword => say!("lint.effect.changes-the-password"),
            Self::DeletesAColumn => say!("lint.effect.deletes-a-column"),
            Self::DeletesAResource => say!("lint.effect.deletes-a-resource"),
            Self::DeletesATableOrDatabase => say!("lint.effect.deletes-a-table-or-database"),
            Self::DeletesATree => say!("lint.effect.deletes-a-tree"),
            Self::DeletesAVariableTree => say!("lint.effect.deletes-a-variable-tree"),
            Self::DeletesEveryKey => say!("lint.effect.deletes-every-key"),
            Self::DeletesEveryKeyOfTheDatabase => say!("lint.effect.deletes-every-key-of-the-database"),
            Self::DeletesEveryObject => say!("lint.effect.deletes-every-object"),
            Self::DeletesEveryRow => say!("lint.effect.deletes-every-row"),
            Self::DeletesEverythingInIt => say!("lint.effect.deletes-everything-in-it"),
            Self::DeletesObjects => say!("lint.effect.deletes-objects"),
            Self::DeletesRows => say!("lint.effect.deletes-rows"),
            Self::DeletesRowsWithoutWhere => say!("lint.effect.deletes-rows-without-where"),
            Self::DeletesRunningObjects => say!("lint.effect.deletes-running-objects"),
            Self::DeletesTheRelease => say!("lint.effect.deletes-the-release"),
            Self::DeletesTheTopic => say!("lint.effect.deletes-the-topic"),
            Self::DeletesVolumes => say!("lint.effect.deletes-volumes"),
            Self::DeletesVolumesOfContainers => say!("lint.effect.deletes-volumes-of-containers"),
            Self::DestroysTerraform => say!("lint.effect.destroys-terraform"),
            Self::DiscardsChanges => say!("lint.effect.discards-changes"),
            Self::DrainsTheNode => say!("lint.effect.drains-the-node"),
            Self::DropsAnIndex => say!("lint.effect.drops-an-index"),
            Self::FormatsADisk => say!("lint.effect.formats-a-disk"),
            Self::KillsProcesses => say!("lint.effect.kills-processes"),
            Self::KillsTheProcess => say!("lint.effect.kills-the-process"),
            Self::LetsEverybodyWrite => say!("lint.effect.lets-everybody-write"),
            Self::OpensAPort => say!("lint.effect.opens-a-port"),
            Self::OverwritesADisk => say!("lint.effect.overwrites-a-disk"),
            Self::OverwritesCommits => say!("lint.effect.overwrites-commits"),
            Self::OverwritesTheBranch => say!("lint.effect.overwrites-the-branch"),
            Self::OverwritesTheDump => say!("lint.effect.overwrites-the-dump"),
            Self::PrunesDocker => say!("lint.effect.prunes-docker"),
            Self::RecordsThePassword => say!("lint.effect.records-the-password"),
            Self::RemovesFirewallRules => say!("lint.effect.removes-firewall-rules"),
            Self::ShowsThePassword => say!("lint.effect.shows-the-password"),
            Self::StopsTheMachine => say!("lint.effect.stops-the-machine"),
        }
    }
}
