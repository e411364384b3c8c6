#include "federation/fetch_document.h"

#include "federation/fetch_bytes.h"
#include "pure/activitypub/media_type.h"
#include "pure/json/json.h"
#include "pure/json/parse.h"
#include "pure/json/read.h"
#include "pure/text/url.h"

namespace ekiben::federation {
namespace {

struct DocumentFetch {
  FetchContext context;
  std::string url; ///< as asked for now
  SteadyTime deadline;
  std::function<void(Result<Document>)> done;
  bool refetched = false;
};

/// B4: an id at the requested URL counts only while the host that answered in the end is the id's own.
bool is_authentic(std::string_view id, std::string_view requested, std::string_view final_url) {
  return id == final_url || (id == requested && text::same_origin(id, final_url));
}

void start(const std::shared_ptr<DocumentFetch>& fetch);

void take(const std::shared_ptr<DocumentFetch>& fetch, Result<Fetched> fetched) {
  if (!fetched) {
    fetch->done(tl::unexpected<Error>(std::move(fetched).error()));
    return;
  }
  if (fetched->status != 200) {
    fetch->done(tl::unexpected<Error>(error_of_status(fetched->status, fetched->url)));
    return;
  }
  if (!activitypub::is_activity_type(fetched->content_type)) {
    fetch->done(fail(ErrorKind::invalid, fetched->url + " is no ActivityPub document by its type"));
    return;
  }
  auto value = json::parse(fetched->body);
  if (!value) {
    fetch->done(fail_while("reading " + fetched->url, std::move(value).error()));
    return;
  }
  const auto id = json::find_string(*value, "id");
  if (!id) {
    fetch->done(fail(ErrorKind::invalid, fetched->url + " has no id"));
    return;
  }
  std::string claimed(*id);
  if (is_authentic(claimed, fetch->url, fetched->url)) {
    fetch->done(Document{std::move(claimed), std::make_unique<json::Value>(std::move(*value))});
    return;
  }
  if (fetch->refetched) {
    fetch->done(fail(ErrorKind::invalid, fetched->url + " is not what its id says"));
    return;
  }
  fetch->refetched = true;
  fetch->url = std::move(claimed);
  start(fetch);
}

void start(const std::shared_ptr<DocumentFetch>& fetch) {
  FetchQuestion question;
  question.url = fetch->url;
  question.accept = std::string(activitypub::kFetchAccept);
  question.deadline = fetch->deadline;
  fetch_bytes(fetch->context, std::move(question), [fetch](Result<Fetched> fetched) { take(fetch, std::move(fetched)); });
}

} // namespace

void fetch_document(const FetchContext& context, std::string url, SteadyTime deadline, std::function<void(Result<Document>)> done) {
  url.resize(std::min(url.size(), url.find('#')));
  // Shared by the callbacks of the hops: the chain of them is the owner.
  start(std::make_shared<DocumentFetch>(DocumentFetch{context, std::move(url), deadline, std::move(done)}));
}

} // namespace ekiben::federation
