// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The books
/// @notice Append-only double entry: each entry moves one amount from one account to another, and a chain of hashes
/// proves that nothing is missing, out of order or changed.
/// @dev head_n = keccak256(abi.encode(head_{n-1}, seq, time, debit, credit, amount, term, ref, actor, reverses)), head_0 = 0.
/// Its twin is `protocol/journal.ts`. Account codes: `lib/Accounts.sol`. Amounts are in the smallest unit of the
/// settlement token, balances are debits less credits: what the house owes stands below zero.
interface IJournal {
    /// @dev What is kept of an entry, in one slot; the rest is in the log of block `blockNumber`.
    struct Entry {
        /// UTC seconds.
        uint48 time;
        uint32 blockNumber;
        uint16 debit;
        uint16 credit;
        /// 0 = before term 1.
        uint16 term;
        uint128 amount;
        /// Takes an earlier entry back. No part of the house can do that yet.
        bool reversal;
    }

    /// @notice An entry was written; `head` is the chain's head after it. `reverses` is the entry it takes back, 0 = none.
    /// @param seq Its number, from 1.
    /// @param debit Account code.
    /// @param credit Account code.
    /// @param amount In the smallest unit.
    /// @param time UTC seconds.
    /// @param term Number of the term; 0 = before term 1.
    /// @param ref What it is for.
    /// @param actor On whose behalf.
    /// @param reverses The entry it takes back; 0 = none.
    /// @param head Head of the chain of hashes after it.
    event EntryAppended(
        uint64 indexed seq,
        uint16 indexed debit,
        uint16 indexed credit,
        uint128 amount,
        uint48 time,
        uint16 term,
        bytes32 ref,
        address actor,
        uint64 reverses,
        bytes32 head
    );

    /// @notice `caller` is no part of the house that keeps books.
    /// @param caller Who called.
    error NotABookkeeper(address caller);
    /// @notice The chart of accounts has no `code`.
    /// @param code Account code.
    error UnknownAccount(uint16 code);
    /// @notice An entry moves something.
    /// @param debit Account code.
    /// @param credit Account code.
    error EntryOfNothing(uint16 debit, uint16 credit);
    /// @notice An entry moves from one account to another.
    /// @param code Account code.
    error EntryWithinOneAccount(uint16 code);

    /// @notice Writes one entry. Only Counter, Treasury, Rounds and Donations. Emits `EntryAppended`.
    /// @param debit Account code.
    /// @param credit Account code, another one.
    /// @param amount Smallest unit, more than 0.
    /// @param ref What it was for.
    /// @param actor On whose behalf.
    /// @return seq The entry's number, from 1.
    function append(
        uint16 debit,
        uint16 credit,
        uint128 amount,
        bytes32 ref,
        address actor
    ) external returns (uint64 seq);

    /// @notice The head of the chain of hashes; 0 before the first entry.
    /// @return The hash.
    function journalHead() external view returns (bytes32);

    /// @notice How many entries there are.
    /// @return How many.
    function journalCount() external view returns (uint64);

    /// @notice Debits less credits of an account, smallest unit.
    /// @param account The account.
    /// @return In the smallest unit.
    function balance(uint16 account) external view returns (int256);

    /// @notice `balance` of several accounts.
    /// @param accounts Account codes.
    /// @return One for each account, in the same order.
    function balances(uint16[] calldata accounts) external view returns (int256[] memory);

    /// @notice At most `count` entries from number `firstSeq` (≥ 1) on; the list ends with the last one.
    /// @param firstSeq Number of the first one, from 1.
    /// @param count How many at most.
    /// @return In order.
    function entries(uint64 firstSeq, uint64 count) external view returns (Entry[] memory);

    /// @notice Debits less credits of an account within a term, smallest unit; 0 = before term 1.
    /// @param term Number of the term; 0 = before term 1.
    /// @param account The account.
    /// @return In the smallest unit.
    function balanceIn(uint32 term, uint16 account) external view returns (int256);

    /// @notice Balance of an account at the end of a term, or now while that end is to come.
    /// @param term Number of the term; 0 = before term 1.
    /// @param account The account.
    /// @return In the smallest unit.
    function closing(uint32 term, uint16 account) external view returns (int256);
}
