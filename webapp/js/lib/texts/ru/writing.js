/** What is said where a workflow is written, in Russian. */
export const writing = {
  "editor.other": "Процесс {name} уже есть. При сохранении этот текст станет его следующей версией.",
  "editor.overtaken": "Теперь здесь версия {version}, сохранил {name}",
  "editor.overtaken.anew": "Сохранить как новый процесс",
  "editor.overtaken.begun": "Ваш текст начат с версии {version}. Он остался здесь и не сохранён.",
  "editor.overtaken.compare": "Показать, что изменилось с {from} на {to}",
  "editor.overtaken.gone": "Этот процесс тем временем удалили",
  "editor.overtaken.over": "Сохранить поверх {version}",
  "editor.renamed": "При сохранении появится новый процесс {name}. {id} останется как есть.",
  "editor.replace": "Сохранить поверх",
  "editor.replace.keep": "Не сохранять",
  "editor.replace.text": "В тексте назван {id}, а он уже есть: сохранённое станет его следующей версией.",
  "editor.replace.text.on": "В тексте назван {id}, а он уже есть и включён: сохранённое станет его следующей версией, и его расписание последует за ней.",
  "editor.replace.title": "Изменить {name}?",
  "editor.taken": "Написано верно, но версия {version} уже сохранена с другим текстом",
  "told.saved.off": "{name} {version}: сохранено, но не включено.",
  "told.saved.on": "{name} {version}: сохранено и включено.",
};
