-- A message that comes late is looked for among what somebody had sent again.
create index dead_letter_by_sent_again on dead_letter (sent_again_as);
