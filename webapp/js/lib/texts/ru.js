/** Все тексты панели по-русски. Ключи те же, что в `en.js`. */
export const ru = {
  "action.close": "Закрыть",
  "action.edit": "Изменить",
  "action.more": "Показать ещё",
  "action.retry": "Повторить",

  "attempts.number": "Попытка {n}",
  "attempts.title": "Неудачные попытки",

  "cancel.action": "Отменить запуск",
  "cancel.keep": "Пусть идёт",
  "cancel.text":
    "Запуск {workflow} остановится перед следующим шагом и повторяться не будет. Что шаги уже сделали, то останется.",
  "cancel.title": "Отменить этот запуск?",

  "catch-up.all": "Наверстать все, в пределах окна",
  "catch-up.last": "Наверстать только последний",
  "catch-up.none": "Не навёрстывать",

  "column.actions": "Действия",
  "column.active": "Включён",
  "column.attempts": "Попытки",
  "column.due": "По расписанию",
  "column.duration": "Длительность",
  "column.last": "Последний запуск",
  "column.lateness": "Опоздание",
  "column.next": "Следующий запуск",
  "column.schedule": "Расписание",
  "column.started": "Начало",
  "column.state": "Состояние",
  "column.step": "Шаг",
  "column.trigger": "Повод",
  "column.workflow": "Процесс",

  "crumbs": "Вы здесь",

  "definition.title": "Определение",

  "deliveries.answer": "Ответ",
  "deliveries.lead": "Каждая передача сообщения от движка и наш ответ на неё.",
  "deliveries.message": "Сообщение",
  "deliveries.none": "Пока ничего не доставлено. Включите процесс, и здесь появятся его запуски.",
  "deliveries.received": "Получено",
  "deliveries.retried": {
    one: "{n} повтор",
    few: "{n} повтора",
    many: "{n} повторов",
    other: "{n} повтора",
  },
  "deliveries.route": "Адрес",
  "deliveries.run": "Открыть запуск",
  "deliveries.title": "Доставки",

  "editor.findings": "Проверка",
  "editor.invalid": {
    one: "Нужно исправить {n} место",
    few: "Нужно исправить {n} места",
    many: "Нужно исправить {n} мест",
    other: "Нужно исправить {n} места",
  },
  "editor.label": "Определение на YAML",
  "editor.lead.edit": "При сохранении появится новая версия. Идущие запуски закончат на той, с которой начали.",
  "editor.lead.new": "Пишется на YAML и проверяется на ходу. Пока процесс не включён, ничего не запускается.",
  "editor.line": "Строка {line}",
  "editor.save": "Сохранить",
  "editor.save-on": "Сохранить и включить",
  "editor.title.edit": "Изменить {id}",
  "editor.title.new": "Новый процесс",
  "editor.valid": "Всё в порядке",

  "empty.curl": "Или отправьте определение из командной строки:",
  "empty.sample": "При первом запуске Carillon приносит с собой пример. Если его нет, значит, его удалили.",
  "empty.text": "Процесс — это несколько задач и выражение cron, по которому им приходит время.",
  "empty.title": "Процессов пока нет",

  "engine.local": "Локальный движок",
  "engine.qstash": "QStash",

  "language.other": "Switch to English",
  "language.other.code": "en",
  "language.other.short": "EN",

  "last.none": "Ещё не запускался",

  "live.connecting": "Соединение…",
  "live.live": "На связи",
  "live.polling": "Раз в 5 с",
  "live.reconnecting": "Переподключение…",

  "loading": "Загрузка…",

  "missing.home": "К процессам",
  "missing.title": "Такой страницы нет",

  "mode.development": "разработка",
  "mode.production": "рабочий режим",

  "next.by-hand": "Только вручную",
  "next.none": "Больше не будет",
  "next.off": "Выключен",

  "origin.code": "из кода на Java",
  "origin.code.how": "Этот процесс при каждом запуске сервера создаёт код на Java — там его и меняют. Включать и выключать расписание можно здесь.",
  "origin.lost-code": "код на Java пропал",
  "origin.lost-code.how":
    "При последнем запуске сервера в WEB-INF/lib не оказалось jar-файла, который создавал этот процесс, поэтому процесс выключен. Верните файл и перезапустите сервер — процесс продолжит работу как прежде.",

  "overlap.allow": "Идут оба",
  "overlap.cancel-previous": "Прежний отменяется",
  "overlap.queue": "Новый ждёт",
  "overlap.skip": "Новый пропускается",

  "nav.label": "Разделы панели",

  "problem.failed": "Не удалось загрузить",
  "problem.forbidden": "Ваша роль этого не позволяет.",
  "problem.incident": "В журнале это происшествие {incident}",
  "problem.status": "Сервер ответил кодом {status}.",
  "problem.unreachable": "Сервер не отвечает.",

  "run.attempts.of": "{n} из {max}",
  "run.facts": "Об этом запуске",
  "run.input": "Вход",
  "run.input.none": "Запущен без входных данных.",
  "run.message": "Сообщение",
  "run.now": "Запустить",
  "run.now.of": "Запустить {name} сейчас",
  "run.output": "Выход",
  "run.output.awaited": "Появится, когда запуск успешно завершится.",
  "run.output.none": "Завершён без выходных данных.",
  "run.retries-at": "Попытка не удалась. Следующая начнётся",
  "run.steps": "Шаги",
  "run.steps.awaited": "Ни один шаг ещё не начат.",
  "run.steps.more": "Показать ещё шаги",
  "run.steps.none": "Ни один шаг не был начат.",
  "run.title": "Запуск {workflow}",
  "run.version": "Версия",
  "run.wakes-at": "Запуск ждёт и продолжится",

  "runs.none": "Запусков ещё не было. Включите процесс или запустите его сейчас.",
  "runs.older": "Показать более ранние",
  "runs.title": "Запуски",

  "saved": "сохранено",

  "schedule.catch-up": "Пропущенное",
  "schedule.engine": "На движке",
  "schedule.never-on": "Процесс ещё ни разу не включали.",
  "schedule.next": "Следующий запуск",
  "schedule.none": "Без расписания",
  "schedule.none.how": "В определении нет выражения cron: процесс запускается только вручную.",
  "schedule.overlap": "Если ещё идёт",
  "schedule.retries": "Повторы",
  "schedule.revision": "Редакция",
  "schedule.title": "Расписание",

  "sign-in.busy": "Выполняется вход…",
  "sign-in.enter": "Войти",
  "sign-in.lead": "Процессы точно в срок.",
  "sign-in.link": "По одноразовой ссылке",
  "sign-in.link.how": "Ссылку Carillon печатает при запуске. Новую даст эта команда на его машине:",
  "sign-in.refused": "Войти не удалось",
  "sign-in.refused.how":
    "Ссылка действует один раз и 15 минут, а токен должен совпадать с заданным. Новую ссылку можно получить, как показано ниже.",
  "sign-in.slow": "Слишком много попыток",
  "sign-in.slow.how": "После нескольких неудач вход замедляется. Подождите немного и попробуйте снова.",
  "sign-in.title": "Вход в Carillon",
  "sign-in.token": "По токену администратора",
  "sign-in.token.how": "Это значение CARILLON_ADMIN_TOKEN или содержимое файла, который журнал называет при запуске.",

  "sign-out.of": "Выйти ({name})",

  "skip": "К содержимому страницы",

  "stale": "Данные на {time}. {reason}",

  "state.canceled": "Отменён",
  "state.failed": "Ошибка",
  "state.pending": "В очереди",
  "state.retrying": "Повтор",
  "state.running": "Идёт",
  "state.succeeded": "Успешно",
  "state.waiting": "Ожидание",

  "step.attempt": "Попытка",
  "step.began": "Начало",
  "step.try": "попытка {n}",
  "step.completed": "Готово",
  "step.faulted": "Ошибка",
  "step.log": "Журнал",
  "step.pointer": "Ключ",
  "step.round": "круг {n}",
  "step.running": "Идёт",
  "step.skipped": "Пропущен",
  "step.stopped": "Прерван",
  "step.then": "Дальше",
  "step.visit": "{n}-й заход",
  "step.waiting": "Ожидание",
  "step.wakes": "Продолжится",

  "switch.busy": "Ждём…",
  "switch.impossible": "В определении нет выражения cron",
  "switch.label": "{name}: включён",
  "switch.off": "Выкл.",
  "switch.on": "Вкл.",

  "sync.in-sync": "Совпадает",
  "sync.pending": "Ещё не принято",

  "theme": "Тема: {theme}",
  "theme.auto": "как в системе",
  "theme.dark": "тёмная",
  "theme.light": "светлая",

  "toasts.label": "Сообщения",

  "told.off": "Процесс «{name}» выключен.",
  "told.on": "Процесс «{name}» включён.",
  "told.on.next": "Процесс «{name}» включён. Запуск {when}.",
  "told.run": "Процесс «{name}» запущен.",
  "told.run.look": "Посмотреть запуск",
  "told.saved": "Процесс «{name}» версии {version} сохранён.",

  "trigger.backfill": "Заполнение пробела",
  "trigger.catch-up": "Навёрстывание",
  "trigger.child": "Другой запуск",
  "trigger.cron": "Расписание",
  "trigger.external": "Расписание из консоли",
  "trigger.manual": "Вручную",
  "trigger.redelivery": "Повторная доставка",
  "trigger.redrive": "Перезапуск",
  "trigger.standby": "Подстраховка",
  "trigger.test": "Проверка",

  "unsaved.leave": "Уйти без сохранения",
  "unsaved.stay": "Остаться",
  "unsaved.text": "Написанное не сохранено и пропадёт, если уйти.",
  "unsaved.title": "Уйти со страницы?",

  "upcoming.never": "Такое время не наступит никогда.",
  "upcoming.title": "Пять ближайших запусков",
  "upcoming.title.off": "Пять ближайших запусков, если включить",
  "upcoming.zone": "По часам {zone}",

  "verdict.accepted": "принято, выполняется",
  "verdict.canceled": "запуск отменён",
  "verdict.failed": "окончательная неудача",
  "verdict.failed-retry": "неудача, будет повтор",
  "verdict.nudged": "разбудил запуск",
  "verdict.refused": "отвергнуто",
  "verdict.replayed": "токен уже был использован",
  "verdict.skipped": "пропущено",
  "verdict.succeeded": "успешно",
  "verdict.unavailable": "база недоступна, повторить",
  "verdict.waiting": "запуск ждёт",

  "version": "версия {version}",

  "workflows.active": {
    one: "{n} включён",
    few: "{n} включено",
    many: "{n} включено",
    other: "{n} включено",
  },
  "workflows.count": {
    one: "{n} процесс",
    few: "{n} процесса",
    many: "{n} процессов",
    other: "{n} процесса",
  },
  "workflows.new": "Новый процесс",
  "workflows.title": "Процессы",

  "trouble.loopback-address":
    "QStash не может позвонить на эту машину: APP_URL ведёт на неё саму. Укажите в APP_URL адрес, доступный из интернета (при разработке — адрес туннеля), или CARILLON_ENGINE=local.",
  "trouble.private-host":
    "QStash не может обратиться в частную сеть. Укажите в APP_URL адрес, доступный из интернета, или CARILLON_ENGINE=local.",
  "trouble.unresolvable-host":
    "QStash не находит узел из APP_URL. Исправьте его; новое имя становится известно всем серверам имён через несколько минут.",
  "trouble.invalid-destination":
    "QStash некого вызывать. Укажите в APP_URL полный адрес, например https://example.com/carillon.",
  "trouble.wrong-region":
    "QSTASH_TOKEN относится к другому региону. Укажите в QSTASH_URL регион токена: https://qstash.upstash.io (ЕС) или https://qstash-us-east-1.upstash.io (США).",
  "trouble.bad-token":
    "QStash не принимает QSTASH_TOKEN. Скопируйте его заново из консоли Upstash: после сброса старый недействителен.",
  "trouble.token-not-allowed":
    "QSTASH_TOKEN не даёт на это права. Укажите полный токен: токен только для чтения ничего не меняет.",
  "trouble.not-qstash":
    "По адресу QSTASH_URL отвечает не QStash. Укажите корень API, например https://qstash.upstash.io.",
  "trouble.schedule-quota":
    "Тариф QStash не допускает больше расписаний. Удалите лишние в QStash, поручите это расписание местному механизму или возьмите тариф выше.",
  "trouble.quota-exceeded":
    "Достигнут предел тарифа QStash. Не превышайте его или возьмите тариф выше.",
  "trouble.bad-cron":
    "QStash не может использовать этот cron. Измените его.",
  "trouble.bad-retry-delay":
    "QStash не может использовать этот retryDelay. Запишите его, например, так: 1000 * (1 + retried).",
  "trouble.delay-too-long":
    "Тариф QStash не допускает такой отсрочки. Выберите более раннее время или возьмите тариф выше.",
  "trouble.timeout-too-long":
    "Тариф QStash не допускает такого долгого ожидания. Уменьшите CARILLON_WEBHOOK_HOLD или возьмите тариф выше.",
  "trouble.too-many-retries":
    "Тариф QStash допускает меньше повторов. Уменьшите их число или возьмите тариф выше.",
  "trouble.message-too-large":
    "Сообщение больше, чем допускает тариф QStash. Храните входные данные в другом месте и передавайте ссылку на них.",
  "trouble.rate-limited":
    "К QStash обращались слишком часто; ничего не изменено. Повторите чуть позже.",
  "trouble.daily-limit":
    "Сообщения, которые тариф QStash даёт на день, израсходованы. Дождитесь следующего дня (UTC) или возьмите тариф выше.",
  "trouble.unreachable":
    "QStash недоступен. Проверьте, доступен ли с этой машины QSTASH_URL; запрошенное будет выполнено, как только он станет доступен.",
  "trouble.no-answer":
    "QStash не ответил, поэтому неизвестно, выполнил ли он запрос. Запрошенное будет выполнено, как только он ответит.",
  "trouble.server-error":
    "QStash сообщает о собственной неисправности. Запрошенное будет выполнено, как только он ответит.",
  "trouble.nonsense":
    "Ответ с QSTASH_URL непонятен. Проверьте, не стоит ли между ними прокси.",
  "trouble.said": "QStash ответил: {words}",
};
