CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  place INTEGER NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL,
  message TEXT,
  added INTEGER NOT NULL
);
