/** Who may do what, in English. */
export const roles = {
  "only-admins.audit": "Only administrators may see who changed what.",
  "only-admins.definitions": "Only administrators may save a definition. You may try it out here; nothing is kept.",
  "only-admins.secrets": "Only administrators may see which secrets there are. The definitions say which ones they use.",
};
