// What somebody wants to publish: the same value from the page, an app or the shell.
#pragma once

#include "base/id.h"
#include "domain/visibility.h"

#include <string>
#include <vector>

namespace ekiben::domain {

struct Draft {
  std::string text;    ///< Markdown, at most kMaxPostCodePoints
  std::string warning; ///< content warning; empty for none
  Visibility visibility = Visibility::public_;
  std::string language;  ///< BCP 47; empty: the owner's
  Id in_reply_to;        ///< none for a new thread
  std::vector<Id> media; ///< uploaded before, at most kMaxPostMedia
  bool sensitive = false;
  std::string request_key; ///< the same key twice makes one post (double submit); empty for none
};

inline constexpr std::size_t kMaxPostCodePoints = 5'000; ///< what peers show whole; their inboxes take 64 KB (federation item 38)
inline constexpr std::size_t kMaxPostMedia = 4;          ///< federation item 90

} // namespace ekiben::domain
