// For this folder: the owner's ids inside a job.
#pragma once

#include "base/result.h"
#include "domain/instance.h"
#include "domain/local_ids.h"
#include "domain/owner.h"
#include "store/reader.h"

namespace ekiben::actions {

struct Ourselves {
  domain::Instance instance;
  domain::Owner owner;
  domain::LocalIds ids;
};
/// Errors: unavailable before set-up.
Result<Ourselves> load_ourselves(const store::Reader& reader);

} // namespace ekiben::actions
