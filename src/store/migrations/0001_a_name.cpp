#include "store/migrations/list.h"

namespace ekiben::store::migrations {

// Times are milliseconds since 1970 UTC. Ids come from Transaction::next_id() and sort by age. Flags are 0 or 1.
// Text from other servers is stored as it arrived.
const char* const k0001_a_name = R"sql(

-- The highest id ever issued: ids grow even when the clock steps back between two starts.
CREATE TABLE issued_ids (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  last INTEGER NOT NULL
) STRICT;
INSERT INTO issued_ids (one, last) VALUES (1, 0);

CREATE TABLE instance (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  base_url TEXT NOT NULL,
  handle_domain TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE owner (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  handle TEXT NOT NULL,
  name TEXT NOT NULL,
  bio TEXT NOT NULL,
  language TEXT NOT NULL,
  approves_followers INTEGER NOT NULL,
  discoverable INTEGER NOT NULL,
  password_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE own_keys (
  purpose INTEGER PRIMARY KEY, -- KeyPurpose
  private_der BLOB NOT NULL,
  public_pem TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE setup_tokens (
  hash BLOB PRIMARY KEY,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  hash BLOB PRIMARY KEY,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  user_agent TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  actor TEXT NOT NULL UNIQUE,
  user TEXT NOT NULL COLLATE NOCASE,
  domain TEXT NOT NULL,
  host TEXT NOT NULL,
  name TEXT NOT NULL,
  summary TEXT NOT NULL,
  url TEXT NOT NULL,
  icon_url TEXT NOT NULL,
  inbox TEXT NOT NULL,
  shared_inbox TEXT NOT NULL,
  followers_url TEXT NOT NULL,
  kind INTEGER NOT NULL, -- AccountKind
  approves_followers INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  fetched_at INTEGER NOT NULL,
  attempted_at INTEGER,
  gone_at INTEGER
) STRICT;
CREATE INDEX accounts_by_handle ON accounts (domain, user);

CREATE TABLE remote_keys (
  id INTEGER PRIMARY KEY,
  key_id TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  kind INTEGER NOT NULL, -- RemoteKeyKind
  n BLOB NOT NULL,
  e BLOB NOT NULL,
  raw BLOB NOT NULL,
  fetched_at INTEGER NOT NULL,
  refetched_at INTEGER
) STRICT;
CREATE INDEX remote_keys_by_owner ON remote_keys (owner);
CREATE INDEX remote_keys_by_age ON remote_keys (fetched_at);

CREATE TABLE followers (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL UNIQUE REFERENCES accounts (id),
  follow_id TEXT NOT NULL,
  follow_json TEXT NOT NULL,
  state INTEGER NOT NULL, -- FollowState
  requested_at INTEGER NOT NULL,
  accepted_at INTEGER
) STRICT;
CREATE INDEX followers_by_state ON followers (state, id);
CREATE INDEX followers_by_follow ON followers (follow_id);

CREATE TABLE blocked_accounts (
  actor TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE blocked_hosts (
  host TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE blocked_by (
  actor TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE incoming (
  id INTEGER PRIMARY KEY,
  signer TEXT NOT NULL,
  key_id TEXT NOT NULL,
  host TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt_at INTEGER NOT NULL,
  last_error TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX incoming_by_time ON incoming (next_attempt_at, id);
-- A signer's activities keep their order: those that were postponed stop the later ones.
CREATE INDEX incoming_postponed ON incoming (signer, id, next_attempt_at) WHERE attempts > 0;

-- What each host has in `incoming`; the empty host is the sum. Kept by incoming_table.cpp.
CREATE TABLE backlogs (
  host TEXT PRIMARY KEY,
  activities INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO backlogs (host, activities, bytes) VALUES ('', 0, 0);

-- `digest`: the first 16 bytes of SHA-256 over actor id, a zero byte and activity id. Two URLs would be ten times as long.
CREATE TABLE seen_activities (
  digest BLOB PRIMARY KEY,
  seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_activities_by_age ON seen_activities (seen_at);

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  document INTEGER REFERENCES documents (id),
  inbox TEXT NOT NULL,
  host TEXT NOT NULL,
  addressee TEXT NOT NULL,
  signer INTEGER NOT NULL, -- Signer
  order_key TEXT NOT NULL,
  activity INTEGER NOT NULL, -- age of what is sent: the document's id, or the row's own; rows of one activity do not wait for each other
  attempts INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  next_attempt_at INTEGER NOT NULL,
  given_up_at INTEGER,
  last_error TEXT NOT NULL
) STRICT;
CREATE INDEX deliveries_by_time ON deliveries (next_attempt_at) WHERE given_up_at IS NULL;
CREATE INDEX deliveries_by_object ON deliveries (host, order_key, activity) WHERE given_up_at IS NULL;
CREATE INDEX deliveries_by_addressee ON deliveries (addressee) WHERE given_up_at IS NULL AND addressee <> '';
CREATE INDEX deliveries_given_up ON deliveries (given_up_at) WHERE given_up_at IS NOT NULL;
CREATE INDEX deliveries_by_document ON deliveries (document) WHERE document IS NOT NULL;

CREATE TABLE hosts (
  host TEXT PRIMARY KEY,
  failure_days INTEGER NOT NULL,
  last_failure_day INTEGER NOT NULL, -- days since 1970
  last_success_at INTEGER,
  key_failures INTEGER NOT NULL,
  key_failed_at INTEGER,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hosts_by_age ON hosts (changed_at);

)sql";

} // namespace ekiben::store::migrations
