// The Transaction that the writer hands to its jobs.
#pragma once

#include "store/changes_board.h"
#include "store/id_issuer.h"
#include "store/transaction.h"

namespace ekiben::store {

class JobTransaction final : public Transaction {
public:
  JobTransaction(sqlite::Database& database, IdIssuer& ids, Time now) : Transaction(&database), ids_(ids), now_(now) {}

  Time now() const override { return now_; }
  Id next_id() override { return ids_.next(now_); }
  void note_change(Change kind) override { changes_.kinds.set(static_cast<std::size_t>(kind)); }
  void note_public_change() override { changes_.is_public = true; }

  const ChangeSet& changes() const { return changes_; }

private:
  IdIssuer& ids_;
  Time now_;
  ChangeSet changes_;
};

} // namespace ekiben::store
