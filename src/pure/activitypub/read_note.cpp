#include "pure/activitypub/read_note.h"

#include "pure/activitypub/limits.h"
#include "pure/html/to_plain_text.h"
#include "pure/json/json.h"
#include "pure/json/read.h"
#include "pure/text/hashtag.h"
#include "pure/text/timestamp.h"
#include "pure/text/url.h"
#include "pure/text/utf8.h"

#include <algorithm>
#include <array>

namespace ekiben::activitypub {
namespace {

constexpr std::size_t kMaxAddressees = 100;
constexpr std::size_t kMaxTags = 100;
constexpr std::size_t kMaxMentions = 50;
constexpr std::size_t kMaxHashtags = 50;
constexpr std::size_t kMaxEmojis = 50;
constexpr std::size_t kMaxAttachments = 16;
constexpr std::size_t kMaxChoices = 20;
constexpr std::size_t kMaxContentBytes = 256 * 1024;
constexpr std::size_t kMaxTitleCodePoints = 500;
constexpr std::size_t kMaxDescriptionCodePoints = 10'000;

constexpr std::array<std::string_view, 8> kTypes = {"Note", "Question", "Article", "Page", "Video", "Image", "Audio", "Event"};

std::string text_of(const json::Value& value, std::string_view key) { return std::string(json::find_string(value, key).value_or("")); }

/// contentMap's sole or first entry says the language, and the content where "content" is missing (item 86).
void read_content(const json::Value& value, Note& note) {
  note.content = text_of(value, "content").substr(0, kMaxContentBytes);
  for (const char* const key : {"contentMap", "nameMap", "summaryMap"}) {
    const json::Value* const map = json::find_object(value, key);
    if (map == nullptr || map->empty() || !map->begin().value().is_string()) {
      continue;
    }
    if (note.language.empty() && map->begin().key().size() <= 35) {
      note.language = map->begin().key();
    }
    if (note.content.empty() && std::string_view(key) == "contentMap") {
      note.content = map->begin().value().get_ref<const std::string&>().substr(0, kMaxContentBytes);
    }
  }
}

/// A URL may be a string, a Link, or a list of either (item 91): the first http(s) one that `wanted` takes.
template <typename Wanted> std::string pick_url(const json::Value& value, std::string_view key, Wanted wanted) {
  for (const json::Value* const entry : json::list_values(value, key, kMaxTags)) {
    const std::string href = entry->is_string() ? entry->get<std::string>() : text_of(*entry, "href");
    const std::string media_type = entry->is_object() ? text_of(*entry, "mediaType") : std::string();
    if (!href.empty() && text::parse_url(href) && wanted(media_type)) {
      return href;
    }
  }
  return {};
}

std::string plain(std::string_view html, std::size_t max_code_points) {
  return text::clean_name(html::to_plain_text(html), max_code_points);
}

NoteMedia kind_of(std::string_view media_type, std::string_view type) {
  if (media_type.starts_with("image/") || (media_type.empty() && type == "Image")) {
    return NoteMedia::image;
  }
  if (media_type.starts_with("video/") || (media_type.empty() && type == "Video")) {
    return NoteMedia::video;
  }
  if (media_type.starts_with("audio/") || (media_type.empty() && type == "Audio")) {
    return NoteMedia::audio;
  }
  return NoteMedia::other;
}

int pixels_of(const json::Value& value, std::string_view key) {
  return static_cast<int>(std::clamp<std::int64_t>(json::find_integer(value, key).value_or(0), 0, 20'000));
}

std::optional<NoteAttachment> read_attachment(const json::Value& value) {
  const std::string type = text_of(value, "type");
  if (!value.is_object() || type == "Link" || type == "Hashtag" || type == "PropertyValue") {
    return std::nullopt; // a preview card (FEP-8967) or no medium at all
  }
  NoteAttachment attachment;
  attachment.media_type = text_of(value, "mediaType").substr(0, 100);
  attachment.url = pick_url(value, "url", [](std::string_view) { return true; });
  if (attachment.url.empty()) {
    attachment.url = pick_url(value, "href", [](std::string_view) { return true; });
  }
  if (attachment.url.empty()) {
    return std::nullopt;
  }
  attachment.kind = kind_of(attachment.media_type, type);
  const auto description =
      json::find_string(value, "summary").value_or(json::find_string(value, "name").value_or("")); // Mastodon's order (item 90)
  attachment.description = std::string(text::first_code_points(text::to_valid_utf8(description), kMaxDescriptionCodePoints));
  attachment.width = pixels_of(value, "width");
  attachment.height = pixels_of(value, "height");
  if (const auto hash = json::find_string(value, "blurhash"); hash && hash->size() >= 6 && hash->size() <= 164) {
    attachment.blurhash = std::string(*hash);
  }
  if (const json::Value* const focus = json::find(value, "focalPoint"); focus != nullptr && focus->is_array() && focus->size() == 2) {
    for (std::size_t i = 0; i < 2; ++i) {
      attachment.focus[i] = (*focus)[i].is_number() ? std::clamp((*focus)[i].get<double>(), -1.0, 1.0) : 0.0;
    }
  }
  return attachment;
}

void read_tags(const json::Value& value, Note& note) {
  for (const json::Value* const tag : json::list_values(value, "tag", kMaxTags)) {
    const std::string type = text_of(*tag, "type");
    const std::string name = text_of(*tag, "name");
    if (type == "Mention" && note.mentions.size() < kMaxMentions) {
      if (const auto href = text_of(*tag, "href"); text::parse_identifier(href)) {
        note.mentions.push_back({href, text::clean_name(name, 300)});
      }
    } else if (type == "Hashtag" && note.hashtags.size() < kMaxHashtags) {
      if (auto normal = text::normalize_hashtag(name); !normal.empty() && std::ranges::find(note.hashtags, normal) == note.hashtags.end()) {
        note.hashtags.push_back(std::move(normal));
      }
    } else if (type == "Emoji" && note.emojis.size() < kMaxEmojis) {
      const json::Value* const icon = json::find_object(*tag, "icon");
      std::string url = icon == nullptr ? std::string() : pick_url(*icon, "url", [](std::string_view) { return true; });
      std::string plain_name = name;
      std::erase(plain_name, ':');
      const bool usable = plain_name.size() >= 2 && plain_name.size() <= 64 && std::ranges::all_of(plain_name, [](char c) {
                            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
                          });
      if (usable && !url.empty()) {
        note.emojis.push_back({std::move(plain_name), std::move(url)});
      }
    }
  }
}

/// attributedTo: a string, an object, or a list that may name a channel as well; the first Person, else the first of all.
std::string read_author(const json::Value& value) {
  std::string first;
  for (const json::Value* const entry : json::list_values(value, "attributedTo", 10)) {
    const auto id = json::id_of(*entry);
    if (!id || !text::parse_identifier(*id)) {
      continue;
    }
    if (text_of(*entry, "type") == "Person") {
      return std::string(*id);
    }
    if (first.empty()) {
      first = std::string(*id);
    }
  }
  return first;
}

/// The choices of a poll, as text behind the question: voting comes later.
std::string read_choices(const json::Value& value) {
  std::string list;
  for (const char* const key : {"oneOf", "anyOf"}) {
    for (const json::Value* const choice : json::list_values(value, key, kMaxChoices)) {
      const auto name = text::clean_name(text_of(*choice, "name"), 200);
      if (!name.empty()) {
        list += "<li>";
        for (const char c : name) {
          list += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
        }
        list += "</li>";
      }
    }
  }
  return list.empty() ? list : "<ul>" + list + "</ul>";
}

std::vector<std::string> addressees(const json::Value& value, std::string_view key) {
  std::vector<std::string> ids;
  for (const auto id : json::list_ids(value, key, kMaxAddressees)) {
    ids.emplace_back(id);
  }
  return ids;
}

} // namespace

bool is_note_type(std::string_view type) { return std::ranges::find(kTypes, type) != kTypes.end(); }

Result<Note> read_note(const json::Value& value) {
  Note note;
  note.id = std::string(json::find_id(value, "id").value_or(""));
  if (!text::parse_identifier(note.id)) {
    return fail(ErrorKind::invalid, "the post has no id");
  }
  for (const auto type : json::list_strings(value, "type", 10)) {
    if (is_note_type(type)) {
      note.type = std::string(type);
      break;
    }
  }
  if (note.type.empty()) {
    return fail(ErrorKind::invalid, "it is no kind of post");
  }
  note.author = read_author(value);
  if (note.author.empty()) {
    return fail(ErrorKind::invalid, "the post names no author");
  }
  read_content(value, note);
  const bool short_form = note.type == "Note" || note.type == "Question";
  const auto name = json::find_string(value, "name").value_or("");
  note.is_vote = note.type == "Note" && !name.empty() && note.content.empty() && json::find_id(value, "inReplyTo").has_value();
  if (short_form) {
    note.warning = plain(text_of(value, "summary"), kMaxTitleCodePoints); // a content warning only there (item 87)
    note.content += read_choices(value);
  } else {
    note.title = plain(name, kMaxTitleCodePoints);
    if (note.content.empty()) {
      note.content = text_of(value, "summary").substr(0, kMaxContentBytes);
    }
  }
  note.sensitive = json::find_bool(value, "sensitive").value_or(false);
  note.url = pick_url(value, "url", [](std::string_view media_type) { return media_type.empty() || media_type.starts_with("text/html"); });
  if (!text::same_origin(note.url, note.id)) {
    note.url.clear(); // item 19; B20
  }
  note.in_reply_to = std::string(json::find_id(value, "inReplyTo").value_or(""));
  if (!note.in_reply_to.empty() && !text::parse_identifier(note.in_reply_to)) {
    note.in_reply_to.clear();
  }
  note.to = addressees(value, "to");
  note.cc = addressees(value, "cc");
  read_tags(value, note);
  for (const json::Value* const entry : json::list_values(value, "attachment", kMaxAttachments)) {
    if (auto attachment = read_attachment(*entry)) {
      note.attachments.push_back(*std::move(attachment));
    }
  }
  if (note.type == "Image" || note.type == "Video" || note.type == "Audio") {
    const char* const wanted = note.type == "Image" ? "image/" : note.type == "Video" ? "video/" : "audio/";
    const auto url = pick_url(value, "url", [&](std::string_view media_type) { return media_type.starts_with(wanted); });
    if (!url.empty() && note.attachments.size() < kMaxAttachments) {
      NoteAttachment own;
      own.url = url;
      own.kind = kind_of({}, note.type);
      note.attachments.insert(note.attachments.begin(), std::move(own));
    }
  }
  note.published = text::parse_timestamp(text_of(value, "published"));
  note.updated = text::parse_timestamp(text_of(value, "updated"));
  return note;
}

} // namespace ekiben::activitypub
