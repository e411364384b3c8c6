// Ordered collections and their pages, in the shape every peer reads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::activitypub {

/// A collection whose members lie on pages; `first` empty: the members are not shown, only counted (item 19: "hidden").
std::string write_collection(std::string_view id, std::int64_t total, std::string_view first);

/// A small collection with its members inside (featured, tags).
std::string write_whole_collection(std::string_view id, const std::vector<std::string>& members);

struct CollectionPage {
  std::string id;
  std::string part_of;
  std::string next; ///< empty on the last page
  std::int64_t total = 0;
  std::vector<std::string> members; ///< ids
};
std::string write_collection_page(const CollectionPage& page);

} // namespace ekiben::activitypub
