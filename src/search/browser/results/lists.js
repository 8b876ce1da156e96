/* Postings, decoded when they are requested. */

/** Into how many steps a frequency is rounded. */
const N_STEPS = 6;

Object.assign(Files.prototype, {
  /** @returns {Postings} */
  decodedList({ terms, data, ends }, idx) {
    const documents = integers(data, ends[idx - 1] ?? 0, ends[idx]);
    const nSteps = terms[idx].includes(':') ? 1 : N_STEPS;
    const steps = new Uint8Array(documents.length);
    let next = 0;
    for (let at = 0; at < documents.length; at++) {
      steps[at] = documents[at] % nSteps;
      documents[at] = next + (documents[at] - steps[at]) / nSteps;
      next = documents[at] + 1;
    }
    return { documents, steps };
  },
});
