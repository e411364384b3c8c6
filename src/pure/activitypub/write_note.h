// A post of ours as a Note, and the activities about it (items 36-38, 66, 70, 72, 79-90).
#pragma once

#include "pure/activitypub/addressing.h"
#include "pure/activitypub/note_attachment.h"
#include "pure/json/json_fwd.h"

#include <string>
#include <string_view>
#include <vector>

namespace ekiben::activitypub {

struct NoteLink {
  std::string href;
  std::string name; ///< "@user@domain", "#tag"
};

/// Times are ISO 8601; empty text means absent.
struct NoteFacts {
  std::string id;
  std::string url;
  std::string author;
  std::string content; ///< HTML
  std::string language;
  std::string source; ///< Markdown
  std::string warning;
  bool sensitive = false;
  std::string in_reply_to;
  std::string published;
  std::string updated;
  std::string replies; ///< id of the collection
  Addressing addressing;
  std::vector<NoteLink> mentions;
  std::vector<NoteLink> hashtags;
  std::vector<NoteAttachment> attachments;
};

/// Without @context: to be embedded.
json::Value note_value(const NoteFacts& note);
/// A document of its own; JSON text.
std::string write_note(const NoteFacts& note);
/// Create or Update with the whole note inside; `published` is the activity's time.
std::string write_create(std::string_view id, const NoteFacts& note);
std::string write_update(std::string_view id, const NoteFacts& note);

/// One who does something to something; `addressing` may be empty.
struct ActFacts {
  std::string id;
  std::string actor;
  std::string object;
  Addressing addressing;
};
/// Delete of a Tombstone; snac wants attributedTo in it (item 66).
std::string write_delete_post(const ActFacts& act);
std::string write_delete_actor(const ActFacts& act);
std::string write_like(const ActFacts& like);
std::string write_undo_like(std::string_view id, const ActFacts& like);
/// `published`: ISO 8601.
std::string write_announce(const ActFacts& announce, std::string_view published);
std::string write_undo_announce(std::string_view id, const ActFacts& announce);
/// `target`: the featured collection (item 72).
std::string write_add(const ActFacts& act, std::string_view target);
std::string write_remove(const ActFacts& act, std::string_view target);
/// Update of an actor with the whole document (JSON text of write_actor) inside.
std::string write_update_actor(const ActFacts& act, std::string_view actor_document);
/// What a deleted post of ours answers with, at 410 (item 37).
std::string write_tombstone(std::string_view id);

} // namespace ekiben::activitypub
