/* Values of filters in the form that is compared. */

function singleSpaced(text) {
  return text.split(pattern(SPACE)).filter(Boolean).join(' ');
}

/** The value of a facet in the form that is compared. */
function comparable(facet, value) {
  const single = singleSpaced(folded(value).normalize('NFKC').replace(/["“”「」『』]/g, ' '));
  return facet === 'owner' ? single.replace(/^[@ ]+/, '') : single;
}
