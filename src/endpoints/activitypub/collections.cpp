#include "endpoints/activitypub/collections.h"

#include "endpoints/activitypub/answers.h"
#include "pure/activitypub/media_type.h"
#include "pure/activitypub/write_collection.h"
#include "pure/http/form.h"
#include "store/read_followers.h"

#include <charconv>
#include <optional>

namespace ekiben::endpoints::activitypub_door {
namespace {

constexpr std::size_t kPageSize = 40;

struct PageQuestion {
  bool page = false;
  Id before; ///< none: the first page
};

/// "", "page=true", "page=true&max_id=7"; nothing for what is no such query.
std::optional<PageQuestion> read_page_question(const http::Request& request) {
  const auto query = http::parse_form(request.query());
  if (!query) {
    return std::nullopt;
  }
  PageQuestion question;
  question.page = query->has("page");
  if (const auto max_id = query->find("max_id")) {
    const char* end = max_id->data() + max_id->size();
    const auto [stopped, error] = std::from_chars(max_id->data(), end, question.before.value);
    if (error != std::errc() || stopped != end || question.before.value <= 0) {
      return std::nullopt;
    }
  }
  return question;
}

bool is_owners(const Parts& parts, const http::Request& request, const http::PathValues& values) {
  return !values.empty() && values[0] == parts.site.facts()->handle && !is_from_blocked(parts, request);
}

http::Response publish_document(const Parts& parts, const http::Request& request, std::string body, std::uint64_t generation) {
  return publish(parts, request, activitypub::kActivityJsonUtf8, std::move(body), Varies::by_nothing, generation);
}

/// A collection that has a first page, and nobody on it.
http::Response answer_empty(const Parts& parts, const http::Request& request, const std::string& id, std::uint64_t generation) {
  const auto question = read_page_question(request);
  if (!question) {
    return parts.errors.make(400, &request);
  }
  const std::string first = id + "?page=true";
  return publish_document(parts, request,
                          question->page ? activitypub::write_collection_page({first, id, "", 0, {}})
                                         : activitypub::write_collection(id, 0, first),
                          generation);
}

} // namespace

http::Response answer_followers(const Parts& parts, const http::Request& request, const http::PathValues& values) {
  const std::uint64_t generation = parts.cache.generation();
  if (!is_owners(parts, request, values)) {
    return parts.errors.make(404, &request);
  }
  const auto question = read_page_question(request);
  if (!question) {
    return parts.errors.make(400, &request);
  }
  const std::string id = local_ids(*parts.site.facts()).followers();
  const std::string first = id + "?page=true";
  const auto reader = parts.readers.take_public();
  const auto total = store::count_followers(reader);
  if (!total) {
    return parts.errors.make(500, &request);
  }
  if (!question->page) {
    return publish_document(parts, request, activitypub::write_collection(id, static_cast<std::int64_t>(*total), first), generation);
  }
  const auto followers = store::list_followers_page(reader, question->before, kPageSize);
  if (!followers) {
    return parts.errors.make(500, &request);
  }
  activitypub::CollectionPage page;
  page.id = question->before ? first + "&max_id=" + std::to_string(question->before.value) : first;
  page.part_of = id;
  page.total = static_cast<std::int64_t>(*total);
  for (const domain::FollowerView& follower : *followers) {
    page.members.push_back(follower.actor);
  }
  if (followers->size() == kPageSize) {
    page.next = first + "&max_id=" + std::to_string(followers->back().id.value);
  }
  return publish_document(parts, request, activitypub::write_collection_page(page), generation);
}

http::Response answer_following(const Parts& parts, const http::Request& request, const http::PathValues& values) {
  const std::uint64_t generation = parts.cache.generation();
  return is_owners(parts, request, values) ? answer_empty(parts, request, local_ids(*parts.site.facts()).following(), generation)
                                           : parts.errors.make(404, &request);
}

http::Response answer_outbox(const Parts& parts, const http::Request& request, const http::PathValues& values) {
  const std::uint64_t generation = parts.cache.generation();
  return is_owners(parts, request, values) ? answer_empty(parts, request, local_ids(*parts.site.facts()).outbox(), generation)
                                           : parts.errors.make(404, &request);
}

http::Response answer_featured(const Parts& parts, const http::Request& request, const http::PathValues& values) {
  const std::uint64_t generation = parts.cache.generation();
  return is_owners(parts, request, values)
             ? publish_document(parts, request, activitypub::write_whole_collection(local_ids(*parts.site.facts()).featured(), {}),
                                generation)
             : parts.errors.make(404, &request);
}

http::Response answer_featured_tags(const Parts& parts, const http::Request& request, const http::PathValues& values) {
  const std::uint64_t generation = parts.cache.generation();
  return is_owners(parts, request, values)
             ? publish_document(parts, request, activitypub::write_whole_collection(local_ids(*parts.site.facts()).featured_tags(), {}),
                                generation)
             : parts.errors.make(404, &request);
}

http::Response answer_instance_outbox(const Parts& parts, const http::Request& request, const http::PathValues&) {
  const std::uint64_t generation = parts.cache.generation();
  return answer_empty(parts, request, local_ids(*parts.site.facts()).instance_outbox(), generation);
}

} // namespace ekiben::endpoints::activitypub_door
