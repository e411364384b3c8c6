#include "pure/activitypub/write_collection.h"

#include "pure/activitypub/contexts.h"
#include "pure/json/json.h"
#include "pure/json/write.h"

namespace ekiben::activitypub {

std::string write_collection(std::string_view id, std::int64_t total, std::string_view first) {
  json::Value document = {{"@context", plain_context()}, {"id", std::string(id)}, {"type", "OrderedCollection"}, {"totalItems", total}};
  if (!first.empty()) {
    document["first"] = std::string(first);
  }
  return json::to_text(document);
}

std::string write_whole_collection(std::string_view id, const std::vector<std::string>& members) {
  return json::to_text({{"@context", plain_context()},
                        {"id", std::string(id)},
                        {"type", "OrderedCollection"},
                        {"totalItems", members.size()},
                        {"orderedItems", members}});
}

std::string write_collection_page(const CollectionPage& page) {
  json::Value document = {{"@context", plain_context()},     {"id", page.id},
                          {"type", "OrderedCollectionPage"}, {"partOf", page.part_of},
                          {"totalItems", page.total},        {"orderedItems", page.members}};
  if (!page.next.empty()) {
    document["next"] = page.next;
  }
  return json::to_text(document);
}

} // namespace ekiben::activitypub
