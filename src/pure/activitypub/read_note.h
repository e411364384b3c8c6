// Other servers' posts to values: Note and everything that is read as one (items 63, 80, 85-95).
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "pure/activitypub/note_attachment.h"
#include "pure/json/json_fwd.h"

#include <optional>
#include <string>
#include <vector>

namespace ekiben::activitypub {

/// Somebody a document names.
struct NoteMention {
  std::string actor;
  std::string name; ///< "@user@domain" as written
};
struct NoteEmoji {
  std::string name; ///< without colons
  std::string url;
};

/// What a Note, Question, Article, Page, Video, Image, Audio or Event says, bounded (federation B37). HTML is as it came.
struct Note {
  std::string id;
  std::string type;
  std::string url;     ///< page for people, of the id's host, else empty
  std::string author;  ///< attributedTo: the first Person of several (PeerTube names its channel too)
  std::string content; ///< HTML; a Question's choices stand behind it as a list; empty when there is none
  std::string title;   ///< name, plain text; of a Note always empty
  std::string warning; ///< summary of a Note or Question, plain text
  bool sensitive = false;
  std::string language;
  std::string in_reply_to;
  std::vector<std::string> to; ///< at most 100 each
  std::vector<std::string> cc;
  std::vector<NoteMention> mentions;       ///< at most 50
  std::vector<std::string> hashtags;       ///< normal forms, at most 50
  std::vector<NoteAttachment> attachments; ///< at most 16
  std::vector<NoteEmoji> emojis;           ///< at most 50
  std::optional<Time> published;
  std::optional<Time> updated;
  bool is_vote = false; ///< a name, an inReplyTo and no content: an answer to a poll, never shown (item 94)
};

/// Kinds that read_note takes.
bool is_note_type(std::string_view type);

/// `value`: the object itself. Errors: invalid (no http(s) id, no author, another kind).
Result<Note> read_note(const json::Value& value);

} // namespace ekiben::activitypub
