#include "store/migrations/list.h"

namespace ekiben::store::migrations {

// Account 1 is the owner (domain::kOwnerAccount): it has no row in `accounts`, so columns that may hold it have no foreign key.
const char* const k0002_a_conversation = R"sql(

CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  uri TEXT NOT NULL UNIQUE,
  url TEXT NOT NULL,
  author INTEGER NOT NULL,
  visibility INTEGER NOT NULL, -- Visibility
  format INTEGER NOT NULL, -- ContentFormat
  content TEXT NOT NULL,
  title TEXT NOT NULL,
  warning TEXT NOT NULL,
  sensitive INTEGER NOT NULL,
  language TEXT NOT NULL,
  in_reply_to_uri TEXT NOT NULL,
  in_reply_to INTEGER, -- posts.id when it is here
  thread INTEGER NOT NULL, -- the oldest ancestor that is here
  parts INTEGER NOT NULL, -- which part tables have rows of it: 1 mentions, 2 tags, 4 attachments, 8 emojis
  replies INTEGER NOT NULL,
  boosts INTEGER NOT NULL,
  likes INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  stored_at INTEGER NOT NULL,
  edited_at INTEGER
) STRICT;
CREATE INDEX posts_by_author ON posts (author, id);
CREATE INDEX posts_by_thread ON posts (thread, id);
CREATE INDEX posts_by_reply ON posts (in_reply_to) WHERE in_reply_to IS NOT NULL;
CREATE INDEX posts_waiting_for_parent ON posts (in_reply_to_uri) WHERE in_reply_to IS NULL AND in_reply_to_uri <> '';

CREATE TABLE mentions (
  post INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  account INTEGER, -- when known
  actor TEXT NOT NULL,
  handle TEXT NOT NULL,
  profile_url TEXT NOT NULL,
  PRIMARY KEY (post, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_actor ON mentions (actor, post);

CREATE TABLE post_tags (
  tag TEXT NOT NULL,
  post INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  PRIMARY KEY (tag, post)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_tags_by_post ON post_tags (post);

CREATE TABLE attachments (
  id INTEGER PRIMARY KEY,
  post INTEGER REFERENCES posts (id) ON DELETE CASCADE, -- none: uploaded by the owner, not published yet
  position INTEGER NOT NULL,
  kind INTEGER NOT NULL, -- MediaKind
  media_type TEXT NOT NULL,
  remote_url TEXT NOT NULL,
  file TEXT NOT NULL,
  description TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  blurhash TEXT NOT NULL,
  focus_x INTEGER NOT NULL, -- thousandths, -1000 to 1000
  focus_y INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX attachments_by_post ON attachments (post, position) WHERE post IS NOT NULL;
CREATE INDEX attachments_unpublished ON attachments (created_at) WHERE post IS NULL;
CREATE INDEX attachments_by_file ON attachments (file) WHERE file <> '';

CREATE TABLE emojis (
  id INTEGER PRIMARY KEY,
  host TEXT NOT NULL,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  UNIQUE (host, name)
) STRICT;
CREATE TABLE post_emojis (
  post INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  emoji INTEGER NOT NULL REFERENCES emojis (id),
  PRIMARY KEY (post, emoji)
) STRICT, WITHOUT ROWID;
CREATE TABLE account_emojis (
  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  emoji INTEGER NOT NULL REFERENCES emojis (id),
  PRIMARY KEY (account, emoji)
) STRICT, WITHOUT ROWID;

CREATE TABLE post_edits (
  post INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  written_at INTEGER NOT NULL,
  content TEXT NOT NULL,
  title TEXT NOT NULL,
  warning TEXT NOT NULL,
  PRIMARY KEY (post, written_at)
) STRICT, WITHOUT ROWID;

-- What was deleted, so that it is not stored again, and one's own answers 410 for ever.
CREATE TABLE tombstones (
  uri TEXT PRIMARY KEY,
  own INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstones_by_age ON tombstones (deleted_at) WHERE own = 0;

CREATE TABLE boosts (
  id INTEGER PRIMARY KEY,
  post INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  uri TEXT NOT NULL UNIQUE,
  visibility INTEGER NOT NULL,
  UNIQUE (post, account)
) STRICT;
CREATE INDEX boosts_by_account ON boosts (account, id);

CREATE TABLE likes (
  id INTEGER PRIMARY KEY,
  post INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  uri TEXT NOT NULL,
  UNIQUE (post, account)
) STRICT;
CREATE INDEX likes_by_account ON likes (account, id);
CREATE INDEX likes_by_uri ON likes (uri);

CREATE TABLE bookmarks (
  id INTEGER PRIMARY KEY,
  post INTEGER NOT NULL UNIQUE REFERENCES posts (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE pins (
  id INTEGER PRIMARY KEY,
  post INTEGER NOT NULL UNIQUE REFERENCES posts (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE follows (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL UNIQUE REFERENCES accounts (id),
  uri TEXT NOT NULL UNIQUE, -- of our Follow
  state INTEGER NOT NULL, -- FollowState
  requested_at INTEGER NOT NULL,
  accepted_at INTEGER
) STRICT;
CREATE INDEX follows_by_state ON follows (state, id);

-- The owner's home: a post (id is the post's) or somebody's boost of one (id is the boost's).
CREATE TABLE home (
  id INTEGER PRIMARY KEY,
  post INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  booster INTEGER
) STRICT;
CREATE INDEX home_by_post ON home (post);

CREATE TABLE notifications (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL, -- NotificationKind
  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  post INTEGER REFERENCES posts (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX notifications_once ON notifications (kind, account, post);
CREATE INDEX notifications_by_post ON notifications (post) WHERE post IS NOT NULL;
CREATE INDEX notifications_by_account ON notifications (account);

-- Up to where the owner has read: 'home', 'notifications'.
CREATE TABLE markers (
  name TEXT PRIMARY KEY,
  last INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the owner did and other servers must hear: the outgoing worker composes it and makes delivery rows.
CREATE TABLE outgoing (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  post INTEGER,
  account INTEGER,
  subject TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  next_attempt_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outgoing_by_time ON outgoing (next_attempt_at, id);

-- A form sent twice makes one post.
CREATE TABLE published_requests (
  request_key TEXT PRIMARY KEY,
  post INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX published_requests_by_age ON published_requests (created_at);

-- Handles and URLs that the owner asked for: looked up in the background.
CREATE TABLE lookups (
  id INTEGER PRIMARY KEY,
  query TEXT NOT NULL UNIQUE,
  state INTEGER NOT NULL, -- LookupState
  account INTEGER,
  post INTEGER,
  error TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  decided_at INTEGER
) STRICT;
CREATE INDEX lookups_waiting ON lookups (id) WHERE state = 0;
CREATE INDEX lookups_by_age ON lookups (created_at);

CREATE VIRTUAL TABLE post_index USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'trigram');
CREATE TABLE index_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  indexed_up_to INTEGER NOT NULL
) STRICT;
INSERT INTO index_state (one, indexed_up_to) VALUES (1, 0);

-- Who may see a post is decided here and nowhere else.
CREATE VIEW visible_to_public AS
  SELECT p.* FROM posts AS p
  WHERE p.visibility IN (0, 1)
    AND NOT EXISTS (SELECT 1 FROM accounts AS a JOIN blocked_accounts AS b ON b.actor = a.actor WHERE a.id = p.author)
    AND NOT EXISTS (SELECT 1 FROM accounts AS a JOIN blocked_hosts AS b ON b.host = a.host WHERE a.id = p.author);
CREATE VIEW visible_to_owner AS
  SELECT p.* FROM posts AS p
  WHERE NOT EXISTS (SELECT 1 FROM accounts AS a JOIN blocked_accounts AS b ON b.actor = a.actor WHERE a.id = p.author)
    AND NOT EXISTS (SELECT 1 FROM accounts AS a JOIN blocked_hosts AS b ON b.host = a.host WHERE a.id = p.author);
-- What belongs to a post is seen by whoever sees the post.
CREATE VIEW public_mentions AS SELECT m.* FROM mentions AS m WHERE EXISTS (SELECT 1 FROM visible_to_public AS p WHERE p.id = m.post);
CREATE VIEW public_attachments AS SELECT a.* FROM attachments AS a WHERE EXISTS (SELECT 1 FROM visible_to_public AS p WHERE p.id = a.post);
CREATE VIEW public_post_tags AS SELECT t.* FROM post_tags AS t WHERE EXISTS (SELECT 1 FROM visible_to_public AS p WHERE p.id = t.post);
CREATE VIEW public_post_emojis AS SELECT e.* FROM post_emojis AS e WHERE EXISTS (SELECT 1 FROM visible_to_public AS p WHERE p.id = e.post);

)sql";

} // namespace ekiben::store::migrations
