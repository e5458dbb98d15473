//! A chart of what all plugins of a host take together, against their number: a straight line is what is hoped for.

use std::path::Path;

use pintle_benches::Result;
use plotters::coord::Shift;
use plotters::prelude::*;

use crate::report::{Column, FIGURES, Figure};

/// Draws four figures of all columns.
pub(crate) fn draw(columns: &[Column], file: &Path) -> Result<()> {
    let root = SVGBackend::new(file, (1000, 720)).into_drawing_area();
    root.fill(&WHITE)?;
    for (area, panel) in root.split_evenly((2, 2)).iter().zip(PANELS) {
        let figure = FIGURES.iter().find(|figure| figure.name == panel.figure).ok_or("a panel without a figure")?;
        panel.draw(area, figure, columns)?;
    }
    root.present()?;
    Ok(())
}

struct Panel {
    figure: &'static str,
    title: &'static str,
    /// How many of the figure's units are one of the panel's.
    unit: f64,
}

const PANELS: [Panel; 4] = [
    Panel { figure: "start, ms", title: "until all have answered, s", unit: 1000.0 },
    Panel { figure: "host memory, KiB", title: "memory of the host, MiB", unit: 1024.0 },
    Panel { figure: "host descriptors", title: "open descriptors of the host", unit: 1.0 },
    Panel { figure: "end, ms", title: "until all have ended, s", unit: 1000.0 },
];

const COLORS: [RGBColor; 2] = [RGBColor(183, 65, 14), RGBColor(0, 125, 156)];

impl Panel {
    fn draw(&self, area: &DrawingArea<SVGBackend<'_>, Shift>, figure: &Figure, columns: &[Column]) -> Result<()> {
        let series: Vec<(&str, Vec<(f64, f64)>)> =
            columns.iter().map(|column| (column.maker.name, self.points(figure, column))).collect();
        let points = || series.iter().flat_map(|(_, points)| points);
        let (right, top) = (most(points().map(|point| point.0)), most(points().map(|point| point.1)));
        let mut chart = ChartBuilder::on(area)
            .caption(self.title, (FONT, 18))
            .margin(14)
            .x_label_area_size(34)
            .y_label_area_size(52)
            .build_cartesian_2d(0.0..right * 1.02, 0.0..top * 1.08)?;
        let labels = |value: &f64| format!("{value:.0}");
        let digits = if top < 1.0 { 2 } else { usize::from(top < 10.0) };
        let heights = |value: &f64| format!("{value:.digits$}");
        chart
            .configure_mesh()
            .x_desc("plugins")
            .x_label_formatter(&labels)
            .y_label_formatter(&heights)
            .label_style((FONT, 13))
            .light_line_style(TRANSPARENT)
            .draw()?;
        for ((name, points), color) in series.into_iter().zip(COLORS) {
            chart
                .draw_series(LineSeries::new(points.iter().copied(), color.stroke_width(2)))?
                .label(name)
                .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], color.stroke_width(2)));
            chart.draw_series(points.into_iter().map(|point| Circle::new(point, 3, color.filled())))?;
        }
        chart
            .configure_series_labels()
            .position(SeriesLabelPosition::UpperLeft)
            .background_style(WHITE)
            .label_font((FONT, 14))
            .draw()?;
        Ok(())
    }

    /// What all plugins take together.
    fn points(&self, figure: &Figure, column: &Column) -> Vec<(f64, f64)> {
        let medians = column.medians(figure).into_iter();
        medians.map(|(count, each)| (count as f64, each * count as f64 / self.unit)).collect()
    }
}

fn most(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(f64::MIN_POSITIVE, f64::max)
}

const FONT: &str = "sans-serif";
