/** Says in a shell's words how a workflow is run once more with a run's input; whose token it is, the reader says. */
export function curlOf(run) {
  const url = new URL(`api/workflows/${encodeURIComponent(run.workflowId)}/runs`, document.baseURI);
  return [
    `curl -X POST ${quoted(url.href)} \\`,
    `  -H "Authorization: Bearer $CARILLON_TOKEN" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d ${quoted(JSON.stringify(run.input ?? {}))}`,
  ].join("\n");
}

// Nothing means anything within single quotes, and they themselves stand outside of them.
const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
