#include "pure/activitypub/read_actor.h"

#include "pure/activitypub/contexts.h"
#include "pure/activitypub/limits.h"
#include "pure/activitypub/multikey.h"
#include "pure/json/json.h"
#include "pure/json/read.h"
#include "pure/text/handle.h"
#include "pure/text/url.h"
#include "pure/text/utf8.h"

#include <optional>

namespace ekiben::activitypub {
namespace {

/// An id or URL that can be stored and fetched, or empty.
std::string usable_id(std::optional<std::string_view> id) {
  if (!id || id->size() > kMaxIdBytes || !text::parse_identifier(*id)) {
    return {};
  }
  return std::string(*id);
}

std::string find_usable_id(const json::Value& value, std::string_view key) { return usable_id(json::find_id(value, key)); }

std::optional<ActorType> read_type(const json::Value& document) {
  for (const std::string_view type : json::list_strings(document, "type", kMaxTypes)) {
    if (type == "Person") {
      return ActorType::person;
    }
    if (type == "Service") {
      return ActorType::service;
    }
    if (type == "Application") {
      return ActorType::application;
    }
    if (type == "Group") {
      return ActorType::group;
    }
    if (type == "Organization") {
      return ActorType::organization;
    }
  }
  return std::nullopt;
}

/// `icon` and `url` come as a string, an object with url or href, or an array of these (item 21).
std::string read_link(const json::Value& document, std::string_view key) {
  for (const json::Value* entry : json::list_values(document, key, kMaxLinks)) {
    if (entry->is_string()) {
      return usable_id(std::string_view(entry->get_ref<const std::string&>()));
    }
    for (const std::string_view member : {"url", "href"}) {
      for (const json::Value* inner : json::list_values(*entry, member, 1)) {
        const auto link =
            inner->is_string() ? std::optional<std::string_view>(inner->get_ref<const std::string&>()) : json::find_string(*inner, "href");
        if (std::string usable = usable_id(link); !usable.empty()) {
          return usable;
        }
      }
    }
  }
  return {};
}

void read_key(const json::Value& value, std::string_view document_id, std::vector<ActorKey>& keys) {
  ActorKey key;
  key.id = find_usable_id(value, "id");
  key.owner = find_usable_id(value, json::find(value, "owner") != nullptr ? "owner" : "controller");
  if (key.owner.empty()) {
    key.owner = std::string(document_id);
  }
  const auto pem = json::find_string(value, "publicKeyPem");
  const auto multibase = json::find_string(value, "publicKeyMultibase");
  if (pem && pem->size() <= kMaxPemBytes) {
    key.pem = std::string(*pem);
  } else if (multibase && multibase->size() <= kMaxPemBytes) {
    key.multibase = std::string(*multibase);
  }
  if (!key.id.empty() && (!key.pem.empty() || !key.multibase.empty()) && keys.size() < kMaxKeys) {
    keys.push_back(std::move(key));
  }
}

} // namespace

Result<crypto::PublicKey> decode_key(const ActorKey& key) {
  return key.pem.empty() ? decode_multikey(key.multibase) : crypto::PublicKey::from_pem(key.pem);
}

std::vector<ActorKey> read_keys(const json::Value& document) {
  std::vector<ActorKey> keys;
  const std::string id = find_usable_id(document, "id");
  read_key(document, {}, keys);
  for (const std::string_view member : {"publicKey", "assertionMethod"}) {
    for (const json::Value* value : json::list_values(document, member, kMaxKeys)) {
      read_key(*value, id, keys);
    }
  }
  return keys;
}

Result<Actor> read_actor(const json::Value& document) {
  if (!document.is_object() || !has_activity_context(document)) {
    return fail(ErrorKind::invalid, "the actor is no ActivityStreams document");
  }
  const auto type = read_type(document);
  Actor actor;
  actor.id = find_usable_id(document, "id");
  actor.inbox = find_usable_id(document, "inbox");
  if (!type || actor.id.empty() || actor.inbox.empty()) {
    return fail(ErrorKind::invalid, "the actor lacks its type, id or inbox");
  }
  if (!text::same_origin(actor.id, actor.inbox)) {
    return fail(ErrorKind::invalid, "the actor's inbox is at another host");
  }
  actor.type = *type;
  const auto user = json::find_string(document, "preferredUsername");
  if (user && text::is_user_name(*user)) {
    actor.user = std::string(*user);
  }
  const auto webfinger = json::find_string(document, "webfinger");
  if (webfinger && webfinger->size() <= kMaxIdBytes && text::parse_handle(*webfinger)) {
    actor.webfinger = std::string(*webfinger);
  }
  actor.name = text::clean_name(json::find_string(document, "name").value_or(""), kMaxNameCodePoints);
  const auto summary = json::find_string(document, "summary");
  if (summary && summary->size() <= kMaxSummaryBytes) {
    actor.summary = std::string(*summary);
  }
  actor.url = read_link(document, "url");
  if (!text::same_origin(actor.url, actor.id)) {
    actor.url.clear();
  }
  const json::Value* endpoints = json::find_object(document, "endpoints");
  actor.shared_inbox = endpoints != nullptr ? find_usable_id(*endpoints, "sharedInbox") : std::string();
  if (actor.shared_inbox.empty()) {
    actor.shared_inbox = find_usable_id(document, "sharedInbox");
  }
  if (!text::same_origin(actor.shared_inbox, actor.id)) {
    actor.shared_inbox.clear();
  }
  actor.outbox = find_usable_id(document, "outbox");
  actor.followers = find_usable_id(document, "followers");
  actor.following = find_usable_id(document, "following");
  actor.featured = find_usable_id(document, "featured");
  actor.icon_url = read_link(document, "icon");
  actor.moved_to = find_usable_id(document, "movedTo");
  actor.manually_approves_followers = json::find_bool(document, "manuallyApprovesFollowers").value_or(false);
  for (const std::string_view alias : json::list_ids(document, "alsoKnownAs", kMaxAliases)) {
    if (std::string usable = usable_id(alias); !usable.empty()) {
      actor.also_known_as.push_back(std::move(usable));
    }
  }
  actor.keys = read_keys(document);
  return actor;
}

} // namespace ekiben::activitypub
