"""A visitor's runs as a list to look through: an experiment is one entry, and words find entries."""

from dataclasses import dataclass

from mnist_ann.store.rows import Experiment


@dataclass(frozen=True)
class Entry:
    """A run alone, or an Experiment with its runs, newest first."""

    experiment: Experiment | None
    runs: list

    @property
    def ended(self):
        """How many of its runs neither wait nor train."""
        return sum(not run.live for run in self.runs)

    @property
    def words(self):
        """All that is said of it: names, notes, recipes in words, how far it is."""
        said = [self.experiment.name] if self.experiment else []
        for run in self.runs:
            layers = "-".join(map(str, run.recipe.sizes))
            said += [run.name, run.note, run.recipe.in_words(), layers, run.status]
        return " ".join(said).lower()


def entries(runs, experiments, search=""):
    """The Entries of runs, each where its first run stands.

    experiments: all that the runs may belong to. search: words, all of which an entry must say.
    """
    known = {each.id: each for each in experiments}
    found = {}
    for run in runs:
        experiment = known.get(run.experiment)
        key = experiment.id if experiment else ("alone", run.id)
        found.setdefault(key, Entry(experiment, [])).runs.append(run)
    words = search.lower().split()
    # Without a search nothing needs to be read: of 200 runs that takes longest.
    return [
        entry
        for entry in found.values()
        if not words or all(word in entry.words for word in words)
    ]
