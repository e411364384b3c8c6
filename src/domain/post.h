// A post, the owner's or another's, as it is stored.
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "domain/attachment.h"
#include "domain/visibility.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ekiben::domain {

/// The owner has no row among the accounts: this id stands for them wherever an account can stand.
inline constexpr Id kOwnerAccount{1};

/// Somebody a post names (and is addressed to).
struct Mention {
  Id account;         ///< kOwnerAccount, or an accounts row; none when not known here
  std::string actor;  ///< actor id
  std::string handle; ///< "user@domain"
  std::string profile_url;
};

struct CustomEmoji {
  Id id;            ///< for /media/remote/ID
  std::string name; ///< without colons
  std::string url;
};

/// How `content` is written. DO NOT CHANGE THESE NUMBERS: they are stored.
enum class ContentFormat : std::uint8_t {
  html = 0,    ///< another's, as it arrived; sanitised on the way out
  markdown = 1 ///< the owner's source; formatted on the way out (html::format_post)
};

struct Post {
  Id id;
  std::string uri; ///< object id; for the owner's BASE/users/H/statuses/ID
  std::string url; ///< page for people; may be empty
  Id author;       ///< kOwnerAccount or an accounts row
  Visibility visibility = Visibility::public_;
  ContentFormat format = ContentFormat::html;
  std::string content;
  std::string title;           ///< of an article, page, video; plain text, may be empty
  std::string warning;         ///< content warning, plain text; empty for none
  bool sensitive = false;      ///< media are covered
  std::string language;        ///< BCP 47, may be empty
  std::string in_reply_to_uri; ///< may name a post that is not here
  Id in_reply_to;              ///< when it is here
  Id thread;                   ///< the oldest ancestor that is here (itself without one): what a thread is read by
  std::vector<Mention> mentions;
  std::vector<std::string> tags; ///< normal form (text::normalize_hashtag)
  std::vector<Attachment> attachments;
  std::vector<CustomEmoji> emojis;
  Time published_at{}; ///< as its author says
  Time stored_at{};
  std::optional<Time> edited_at;
  std::int64_t replies = 0, boosts = 0, likes = 0; ///< known here
};

} // namespace ekiben::domain
