-- What is known of the PNG files; all of it can be read from them again.
CREATE TABLE picture (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  bytes INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  content TEXT NOT NULL,
  binned INTEGER,
  width INTEGER,
  height INTEGER,
  model TEXT,
  prompt TEXT NOT NULL,
  request TEXT,
  fingerprint TEXT,
  version TEXT,
  problem TEXT
);

CREATE INDEX picture_by_date ON picture (modified);
CREATE INDEX picture_by_content ON picture (content);

CREATE VIRTUAL TABLE picture_text USING fts5(
  prompt, content = 'picture', content_rowid = 'id', prefix = '2 3',
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE picture_word USING fts5vocab('picture_text', 'row');

CREATE TRIGGER picture_inserted AFTER INSERT ON picture BEGIN
  INSERT INTO picture_text (rowid, prompt) VALUES (new.id, new.prompt);
END;

CREATE TRIGGER picture_deleted AFTER DELETE ON picture BEGIN
  INSERT INTO picture_text (picture_text, rowid, prompt) VALUES ('delete', old.id, old.prompt);
END;

CREATE TRIGGER picture_reworded AFTER UPDATE OF prompt ON picture BEGIN
  INSERT INTO picture_text (picture_text, rowid, prompt) VALUES ('delete', old.id, old.prompt);
  INSERT INTO picture_text (rowid, prompt) VALUES (new.id, new.prompt);
END;

-- What users add. It hangs on what is in a picture, not on where the picture lies.
CREATE TABLE favourite (
  content TEXT PRIMARY KEY
);

CREATE TABLE album (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE
);

CREATE TABLE album_picture (
  album INTEGER NOT NULL REFERENCES album ON DELETE CASCADE,
  content TEXT NOT NULL,
  PRIMARY KEY (album, content)
);
