/** What is said where a workflow is written, in Russian. */
export const writing = {
  "editor.other": "Процесс {name} уже есть. При сохранении этот текст станет его следующей версией.",
  "editor.renamed": "При сохранении появится новый процесс {name}. {id} останется как есть.",
  "editor.replace": "Сохранить поверх",
  "editor.replace.keep": "Не сохранять",
  "editor.replace.text": "В тексте назван {id}, а он уже есть: сохранённое станет его следующей версией.",
  "editor.replace.text.on": "В тексте назван {id}, а он уже есть и включён: сохранённое станет его следующей версией, и его расписание последует за ней.",
  "editor.replace.title": "Изменить {name}?",
  "told.saved.off": "{name} {version}: сохранено, но не включено.",
  "told.saved.on": "{name} {version}: сохранено и включено.",
};
