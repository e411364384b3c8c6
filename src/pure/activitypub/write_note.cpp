#include "pure/activitypub/write_note.h"

#include "pure/activitypub/contexts.h"
#include "pure/json/json.h"
#include "pure/json/parse.h"
#include "pure/json/write.h"

namespace ekiben::activitypub {
namespace {

/// The terms that a note of ours uses beyond ActivityStreams.
json::Value note_context() {
  json::Value terms = {
      {"Hashtag", "as:Hashtag"},
      {"sensitive", "as:sensitive"},
      {"toot", "http://joinmastodon.org/ns#"},
      {"blurhash", "toot:blurhash"},
      {"focalPoint", {{"@container", "@list"}, {"@id", "toot:focalPoint"}}},
  };
  return json::Value::array({plain_context(), std::move(terms)});
}

json::Value list(const std::vector<std::string>& ids) {
  json::Value value = json::Value::array();
  for (const auto& id : ids) {
    value.push_back(id);
  }
  return value;
}

void put(json::Value& value, const char* key, const std::string& text) {
  if (!text.empty()) {
    value[key] = text;
  }
}

/// Pixelfed needs arrays, everybody takes them (item 38).
void put_addressing(json::Value& value, const Addressing& addressing) {
  value["to"] = list(addressing.to);
  value["cc"] = list(addressing.cc);
}

json::Value attachment_value(const NoteAttachment& attachment) {
  json::Value value = {{"type", "Document"}, {"mediaType", attachment.media_type}, {"url", attachment.url}};
  value["name"] = attachment.description.empty() ? json::Value(nullptr) : json::Value(attachment.description);
  put(value, "blurhash", attachment.blurhash);
  if (attachment.width > 0 && attachment.height > 0) {
    value["width"] = attachment.width;
    value["height"] = attachment.height;
  }
  if (attachment.focus[0] != 0 || attachment.focus[1] != 0) {
    value["focalPoint"] = json::Value::array({attachment.focus[0], attachment.focus[1]});
  }
  return value;
}

json::Value act_value(const char* type, const ActFacts& act) {
  json::Value value = {{"id", act.id}, {"type", type}, {"actor", act.actor}, {"object", act.object}};
  put_addressing(value, act.addressing);
  return value;
}

std::string with_context(json::Value value) {
  value["@context"] = plain_context();
  return json::to_text(value);
}

std::string write_undo(std::string_view id, json::Value inner, const ActFacts& act) {
  json::Value value = {{"id", std::string(id)}, {"type", "Undo"}, {"actor", act.actor}, {"object", std::move(inner)}};
  put_addressing(value, act.addressing);
  return with_context(std::move(value));
}

std::string write_about_note(const char* type, std::string_view id, const NoteFacts& note, const std::string& time) {
  json::Value value = {
      {"@context", note_context()}, {"id", std::string(id)}, {"type", type}, {"actor", note.author}, {"object", note_value(note)}};
  put(value, "published", time);
  put_addressing(value, note.addressing);
  return json::to_text(value);
}

} // namespace

json::Value note_value(const NoteFacts& note) {
  json::Value value = {
      {"id", note.id}, {"type", "Note"}, {"attributedTo", note.author}, {"content", note.content}, {"sensitive", note.sensitive}};
  put(value, "url", note.url);
  put(value, "published", note.published);
  put(value, "updated", note.updated);
  put(value, "replies", note.replies);
  value["summary"] = note.warning.empty() ? json::Value(nullptr) : json::Value(note.warning);
  value["inReplyTo"] = note.in_reply_to.empty() ? json::Value(nullptr) : json::Value(note.in_reply_to);
  if (!note.language.empty()) {
    value["contentMap"] = {{note.language, note.content}};
  }
  if (!note.source.empty()) {
    value["source"] = {{"content", note.source}, {"mediaType", "text/markdown"}};
  }
  put_addressing(value, note.addressing);
  json::Value tags = json::Value::array();
  for (const auto& mention : note.mentions) {
    tags.push_back({{"type", "Mention"}, {"href", mention.href}, {"name", mention.name}});
  }
  for (const auto& hashtag : note.hashtags) {
    tags.push_back({{"type", "Hashtag"}, {"href", hashtag.href}, {"name", hashtag.name}});
  }
  value["tag"] = std::move(tags);
  json::Value attachments = json::Value::array();
  for (const auto& attachment : note.attachments) {
    attachments.push_back(attachment_value(attachment));
  }
  value["attachment"] = std::move(attachments);
  return value;
}

std::string write_note(const NoteFacts& note) {
  json::Value value = note_value(note);
  value["@context"] = note_context();
  return json::to_text(value);
}

std::string write_create(std::string_view id, const NoteFacts& note) { return write_about_note("Create", id, note, note.published); }
std::string write_update(std::string_view id, const NoteFacts& note) { return write_about_note("Update", id, note, note.updated); }

std::string write_delete_post(const ActFacts& act) {
  json::Value value = act_value("Delete", act);
  value["object"] = {{"id", act.object}, {"type", "Tombstone"}, {"attributedTo", act.actor}};
  return with_context(std::move(value));
}

std::string write_delete_actor(const ActFacts& act) { return with_context(act_value("Delete", act)); }
std::string write_like(const ActFacts& like) { return with_context(act_value("Like", like)); }
std::string write_undo_like(std::string_view id, const ActFacts& like) { return write_undo(id, act_value("Like", like), like); }

std::string write_announce(const ActFacts& announce, std::string_view published) {
  json::Value value = act_value("Announce", announce);
  value["published"] = std::string(published);
  return with_context(std::move(value));
}

std::string write_undo_announce(std::string_view id, const ActFacts& announce) {
  return write_undo(id, act_value("Announce", announce), announce);
}

std::string write_add(const ActFacts& act, std::string_view target) {
  json::Value value = act_value("Add", act);
  value["target"] = std::string(target);
  return with_context(std::move(value));
}

std::string write_remove(const ActFacts& act, std::string_view target) {
  json::Value value = act_value("Remove", act);
  value["target"] = std::string(target);
  return with_context(std::move(value));
}

std::string write_update_actor(const ActFacts& act, std::string_view actor_document) {
  json::Value value = act_value("Update", act);
  if (auto document = json::parse(actor_document)) {
    value["@context"] = (*document)["@context"];
    document->erase("@context");
    value["object"] = *std::move(document);
    return json::to_text(value);
  }
  return with_context(std::move(value));
}

std::string write_tombstone(std::string_view id) { return with_context({{"id", std::string(id)}, {"type", "Tombstone"}}); }

} // namespace ekiben::activitypub
