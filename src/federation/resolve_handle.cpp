#include "federation/resolve_handle.h"

#include "federation/ask_webfinger.h"
#include "federation/fetch_key.h"
#include "pure/text/ascii.h"
#include "pure/text/url.h"

namespace ekiben::federation {
namespace {

struct Confirmed {
  text::Handle handle;
  std::string actor;
};

/// Asks for `handle`; when the subject names another one, asks for that too, once: the second answer must name itself and the same actor.
void confirm(const FetchContext& context, const text::Handle& handle, SteadyTime deadline, std::function<void(Result<Confirmed>)> done) {
  ask_webfinger(context, handle, deadline, [context, handle, deadline, done = std::move(done)](Result<activitypub::FoundActor> first) {
    if (!first) {
      done(tl::unexpected<Error>(std::move(first).error()));
      return;
    }
    auto subject = text::parse_handle(first->subject);
    if (!subject) {
      done(fail_while("reading the subject of " + handle.text(), std::move(subject).error()));
      return;
    }
    if (subject->same_as(handle)) {
      done(Confirmed{std::move(*subject), std::move(first->actor)});
      return;
    }
    ask_webfinger(context, *subject, deadline,
                  [handle, subject = *subject, actor = first->actor, done](Result<activitypub::FoundActor> second) {
                    if (!second) {
                      done(tl::unexpected<Error>(std::move(second).error()));
                      return;
                    }
                    const auto same = text::parse_handle(second->subject);
                    if (!same || !same->same_as(subject) || second->actor != actor) {
                      done(fail(ErrorKind::invalid, handle.text() + " and " + subject.text() + " do not agree about who they are"));
                      return;
                    }
                    done(Confirmed{subject, actor});
                  });
  });
}

/// The user part an actor gives itself; what a handle must say to be its.
std::string own_user(const activitypub::Actor& actor) {
  if (!actor.webfinger.empty()) {
    if (const auto handle = text::parse_handle(actor.webfinger)) {
      return handle->user_key();
    }
  }
  return text::lower(actor.user);
}

} // namespace

void resolve_handle(const FetchContext& context, text::Handle handle, SteadyTime deadline,
                    std::function<void(Result<ResolvedHandle>)> done) {
  confirm(context, handle, deadline, [context, deadline, done = std::move(done)](Result<Confirmed> confirmed) {
    if (!confirmed) {
      done(tl::unexpected<Error>(std::move(confirmed).error()));
      return;
    }
    fetch_actor(context, confirmed->actor, deadline, [confirmed = *confirmed, done](Result<activitypub::Actor> actor) {
      if (!actor) {
        done(tl::unexpected<Error>(std::move(actor).error()));
      } else if (actor->id != confirmed.actor || own_user(*actor) != confirmed.handle.user_key()) {
        done(fail(ErrorKind::invalid, confirmed.handle.text() + " leads to an actor that calls itself something else"));
      } else {
        done(ResolvedHandle{confirmed.handle, std::move(*actor)});
      }
    });
  });
}

void verify_handle(const FetchContext& context, const activitypub::Actor& actor, SteadyTime deadline,
                   std::function<void(Result<text::Handle>)> done) {
  const std::string claimed = actor.webfinger.empty() ? actor.user + "@" + text::authority_of(actor.id) : actor.webfinger;
  auto handle = text::parse_handle(claimed);
  if (!handle) {
    done(tl::unexpected<Error>(std::move(handle).error()));
    return;
  }
  confirm(context, *handle, deadline, [id = actor.id, user = own_user(actor), done = std::move(done)](Result<Confirmed> confirmed) {
    if (!confirmed) {
      done(tl::unexpected<Error>(std::move(confirmed).error()));
    } else if (confirmed->actor != id || confirmed->handle.user_key() != user) {
      done(fail(ErrorKind::invalid, confirmed->handle.text() + " does not lead back to " + id));
    } else {
      done(std::move(confirmed->handle));
    }
  });
}

} // namespace ekiben::federation
