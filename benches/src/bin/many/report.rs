//! Tables of what was seen: each figure for one plugin, and as a share of that with ten.

use pintle_benches::table::{lines, number};
use pintle_benches::{Result, median};

use crate::host::{Maker, Seen};

/// One maker's hosts, round by round.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) maker: Maker,
    /// For each number of plugins.
    seen: Vec<(usize, Vec<Seen>)>,
}

/// A figure, and whether it may grow with the number of plugins.
pub(crate) struct Figure {
    pub(crate) name: &'static str,
    pub(crate) of: fn(&Seen) -> f64,
    /// Whether it is of each plugin: then it is the same for any number of them, if all is well.
    pub(crate) each: bool,
}

pub(crate) const FIGURES: [Figure; 8] = [
    Figure { name: "start, ms", of: |seen| seen.start_ms, each: true },
    Figure { name: "a launch beside others, ms", of: |seen| seen.launch_ms, each: true },
    Figure { name: "host memory, KiB", of: |seen| seen.host_kib, each: true },
    Figure { name: "host descriptors", of: |seen| seen.descriptors, each: true },
    Figure { name: "host threads, all", of: |seen| seen.threads, each: false },
    Figure { name: "plugin memory, KiB", of: |seen| seen.plugin_kib, each: true },
    Figure { name: "processes", of: |seen| seen.processes, each: true },
    Figure { name: "end, ms", of: |seen| seen.end_ms, each: true },
];

impl Column {
    pub(crate) fn new(maker: Maker, counts: &[usize]) -> Self {
        Self { maker, seen: counts.iter().map(|count| (*count, Vec::new())).collect() }
    }

    pub(crate) fn measure(&mut self, count: usize, together: usize) -> Result<()> {
        let seen = self.maker.measure(count, together)?;
        self.seen.iter_mut().filter(|(known, _)| *known == count).for_each(|(_, rounds)| rounds.push(seen));
        Ok(())
    }

    /// A figure's medians, for each number of plugins.
    pub(crate) fn medians(&self, figure: &Figure) -> Vec<(usize, f64)> {
        let of = |rounds: &[Seen]| median(rounds.iter().map(figure.of).collect());
        self.seen.iter().filter_map(|(count, rounds)| Some((*count, of(rounds)?))).collect()
    }
}

/// A table for each maker, and one that compares the two.
pub(crate) fn report(columns: &[Column]) -> String {
    let own = columns.iter().map(|column| format!("## {}\n\n{}\n", column.maker.name, table(column)));
    let shares = match columns {
        [ours, other] => vec![format!("## {} / {}\n\n{}\n", ours.maker.name, other.maker.name, compared(ours, other))],
        _ => Vec::new(),
    };
    let goal = format!("goal: with the most plugins, each takes at most {MOST} of what it takes with {BASE}");
    own.chain(shares).chain([goal]).collect()
}

fn table(column: &Column) -> String {
    let figures = FIGURES.iter().map(|figure| {
        let medians = column.medians(figure);
        let base = medians.iter().find(|(count, _)| *count == BASE).map(|(_, value)| *value);
        let (last, _) = medians.last().copied().unwrap_or_default();
        let cell = |(count, value): &(usize, f64)| {
            let ratio = base.filter(|base| *base > 0.0 && figure.each && *count != BASE).map(|base| value / base);
            let missed = *count == last && ratio.is_some_and(|ratio| ratio > MOST);
            let ratio = ratio.map_or_else(|| " ".repeat(7), |ratio| format!(" ({ratio:>4.2})"));
            number(Some(*value)) + &ratio + if missed { " !" } else { "  " }
        };
        std::iter::once(figure.name.to_owned()).chain(medians.iter().map(cell)).collect()
    });
    lines(std::iter::once(head(column)).chain(figures).collect())
}

fn compared(ours: &Column, other: &Column) -> String {
    let figures = FIGURES.iter().map(|figure| {
        let pairs = ours.medians(figure).into_iter().zip(other.medians(figure));
        let cells = pairs.map(|((_, ours), (_, other))| format!("{:.2}", ours / other));
        std::iter::once(figure.name.to_owned()).chain(cells).collect()
    });
    lines(std::iter::once(head(ours)).chain(figures).collect())
}

fn head(column: &Column) -> Vec<String> {
    let counts = column.seen.iter().map(|(count, _)| format!("{count} plugins"));
    std::iter::once("each plugin".to_owned()).chain(counts).collect()
}

/// What the others are compared with: one alone pays for what all share.
const BASE: usize = 10;
const MOST: f64 = 1.25;
