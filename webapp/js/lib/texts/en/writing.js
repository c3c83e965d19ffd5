/** What is said where a workflow is written, in English. */
export const writing = {
  "editor.other": "There is a workflow {name} already. Saving makes this its next version.",
  "editor.overtaken": "Version {version} is there now, saved by {name}",
  "editor.overtaken.anew": "Save it as a new workflow",
  "editor.overtaken.begun": "Your text began with version {version}. It is still here and not saved.",
  "editor.overtaken.compare": "See what changed from {from} to {to}",
  "editor.overtaken.gone": "This workflow was removed meanwhile",
  "editor.overtaken.over": "Save over {version}",
  "editor.renamed": "Saving makes a new workflow {name}. {id} stays as it is.",
  "editor.replace": "Save over it",
  "editor.replace.keep": "Do not save",
  "editor.replace.text": "The text names {id}, which is there already: what is saved becomes its next version.",
  "editor.replace.text.on": "The text names {id}, which is there already and switched on: what is saved becomes its next version, and its schedule follows.",
  "editor.replace.title": "Change {name}?",
  "editor.taken": "Well written, but version {version} is kept with another text",
  "told.saved.off": "{name} {version} is saved, but not switched on.",
  "told.saved.on": "{name} {version} is saved and switched on.",
};
