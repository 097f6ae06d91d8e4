// Listens for a page, off its thread: a connection that stays open then never looks like a page still loading.
let stream;
onmessage = ({ data: after }) => {
  stream?.close();
  if (after === null) return;
  stream = new EventSource("/live?after=" + after);
  for (const kind of ["touched", "job"]) stream.addEventListener(kind, ({ lastEventId, data }) => postMessage({ kind, number: Number(lastEventId), data }));
};
