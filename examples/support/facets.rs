//! The filters of a site, for the examples that write the files of its search.

use std::error::Error;

use afterword::inside::search::{Facet, FacetValue, Index};

/// Every value of some facets, under its own name.
pub(crate) fn facets(index: &Index) -> Result<Vec<FacetValue>, Box<dyn Error>> {
    let mut values = Vec::new();
    for facet in [Facet::Service, Facet::Cause, Facet::Severity, Facet::Kind] {
        for (value, _) in index.facet_values(facet)? {
            values.push(FacetValue { facet, label: value.clone(), value });
        }
    }
    Ok(values)
}
