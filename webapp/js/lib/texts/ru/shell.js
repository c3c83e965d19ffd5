/** What stands around every page, in Russian. */
export const shell = {
  "address.unknown": {
    one: "В адресе задано «{said}», а такого здесь нет: это ничего не отбирает.",
    few: "В адресе заданы «{said}», а таких здесь нет: они ничего не отбирают.",
    many: "В адресе заданы «{said}», а таких здесь нет: они ничего не отбирают.",
    other: "В адресе заданы «{said}», а таких здесь нет: они ничего не отбирают.",
  },

  "action.close": "Закрыть",
  "action.edit": "Изменить",
  "action.more": "Показать ещё",
  "action.retry": "Повторить",

  "crumbs": "Вы здесь",

  "engine.local": "Встроенный движок",
  "engine.qstash": "QStash",

  "guide.title": "Руководство по QStash",

  "keyboard.asks": "Ни одна клавиша сама ничего не остановит, не приостановит и не запустит: сначала будет вопрос.",
  "keyboard.help": "Эти клавиши",
  "keyboard.leave": "Закрыть окно или выйти из поиска",
  "keyboard.next": "Следующая строка",
  "keyboard.open": "Открыть строку",
  "keyboard.pause": "Приостановить расписание этой страницы",
  "keyboard.previous": "Предыдущая строка",
  "keyboard.run": "Запустить строку или страницу, повторить запуск",
  "keyboard.runs": "Предыдущий и следующий запуск процесса",
  "keyboard.search": "Поиск",
  "keyboard.select": "Выбрать строку или снять выбор",
  "keyboard.title": "Клавиатура",

  "language.other": "Switch to English",
  "language.other.code": "en",
  "language.other.short": "EN",

  "live.connecting": "Соединение…",
  "live.live": "На связи",
  "live.pause": "Приостановить обновления",
  "live.paused": "На паузе",
  "live.polling": "Раз в 5 с",
  "live.reconnecting": "Переподключение…",
  "live.resume": "Возобновить обновления",

  "loading": "Загрузка…",

  "missing.home": "К процессам",
  "missing.title": "Такой страницы нет",

  "mode.development": "разработка",
  "mode.production": "рабочий режим",

  "nav.label": "Разделы панели",

  "no": "нет",

  "pager.label": "Страницы списка",
  "pager.next": "Следующая страница",
  "pager.previous": "Предыдущая страница",
  "pager.rows": "{from}–{to} из {n}",

  "page.unfetched": "Страницу не удалось загрузить",

  "only.all": "Показать все",
  "only.one": "Только {name}.",

  "problem.forbidden": "Ваша роль этого не позволяет.",
  "problem.incident": "В журнале это происшествие {incident}",
  "problem.status": "Сервер ответил кодом {status}.",
  "problem.unreachable": "Сервер не отвечает.",

  "saved": "сохранено",

  "sign-in.busy": "Выполняется вход…",
  "sign-in.enter": "Войти",
  "sign-in.lead": "Процессы точно в срок.",
  "sign-in.link": "По одноразовой ссылке",
  "sign-in.link.how": "При запуске ссылка появляется в журнале Carillon. Новую даст эта команда на его машине, от имени того же пользователя и с тем же CARILLON_HOME:",
  "sign-in.refused": "Войти не удалось",
  "sign-in.refused.how": "Ссылка действует один раз и 15 минут, а токен должен совпадать с заданным. Новую ссылку можно получить, как показано ниже.",
  "sign-in.slow": "Слишком много попыток",
  "sign-in.slow.how": "После нескольких неудач вход замедляется. Подождите немного и попробуйте снова.",
  "sign-in.title": "Вход в Carillon",
  "sign-in.token": "По токену администратора",
  "sign-in.token.how": "Это значение CARILLON_ADMIN_TOKEN. Если оно не задано, токен лежит в файле admin-token каталога CARILLON_HOME (по умолчанию ~/.carillon); журнал называет файл при запуске.",

  "sign-out.of": "Выйти ({name})",

  "skip": "К содержимому страницы",

  "stale": "Данные на {time}. {reason}",

  "theme": "Тема: {theme}",
  "theme.auto": "как в системе",
  "theme.dark": "тёмная",
  "theme.light": "светлая",

  "toasts.label": "Сообщения",

  "yes": "да",

  "zone.own": "Время: местное, {zone}",
  "zone.own.short": "Местное",
  "zone.utc": "Время: UTC",
};
