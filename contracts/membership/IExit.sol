// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Exit: how a seat changes hands or ends
/// @notice A holder hands the seat over to an admitted person, or leaves; the members may end a seat by vote. Vouchers are
/// never touched. Whoever gave up a seat is barred for a while, so that nobody votes twice with two seats.
/// @dev The only contract that moves or ends shares. Money in the settlement token's smallest unit, times in UTC seconds.
interface IExit {
    /// @notice Says: the seat goes from its owner to `to`, who pays `price` to the owner in the same call. Both sign it.
    /// @dev EIP-712, domain "Runde Exit". It is used once, because it raises the seat's epoch. Its struct hash is the nonce of
    /// the taker's ERC-3009 authorization.
    /// @param seat Number of the seat.
    /// @param to Who takes it.
    /// @param price In the smallest unit, at most what was paid for the seat; 0 = a gift. What is paid outside nobody can see.
    /// @param seatEpoch The seat's epoch now.
    /// @param toEpoch The epoch of the account `to` now.
    /// @param deadline UTC seconds, the last one that counts.
    struct HandOver {
        uint32 seat;
        address to;
        uint128 price;
        uint32 seatEpoch;
        uint32 toEpoch;
        uint48 deadline;
    }

    /// @notice Says: my seat ends. Signed by its owner.
    /// @dev EIP-712, domain "Runde Exit". It is used once, because the seat ends.
    /// @param seat Number of the seat.
    /// @param epoch The seat's epoch now.
    /// @param deadline UTC seconds, the last one that counts.
    struct Leaving {
        uint32 seat;
        uint32 epoch;
        uint48 deadline;
    }

    /// @notice Says: the seat that the members moved from `from` is mine, under this account. Signed by the account that the
    /// members named; it must be unknown or `from`'s own person's.
    /// @dev EIP-712, domain "Runde Exit". It is used once, because gaining a seat raises the account's epoch.
    /// @param seat Number of the seat.
    /// @param from The account that owned it when the members voted.
    /// @param epoch The epoch of the account that signs, now.
    /// @param deadline UTC seconds, the last one that counts.
    struct MoveTaken {
        uint32 seat;
        address from;
        uint32 epoch;
        uint48 deadline;
    }

    /// @notice A seat that the members would move to another account of its holder.
    /// @param holder Who owned the seat when the members voted.
    /// @param to The account that may take it.
    /// @param until UTC seconds, the last one in which it can.
    struct Move {
        address holder;
        address to;
        uint48 until;
    }

    /// @notice The seat has another holder.
    /// @param seat Number of the seat.
    /// @param from Who gave it.
    /// @param to Who took it.
    /// @param price What was paid for it here, smallest unit.
    event SeatHandedOver(uint32 indexed seat, address indexed from, address indexed to, uint128 price);
    /// @notice The holder left, and the seat has ended.
    /// @param seat Number of the seat.
    /// @param account Who left.
    event MemberLeft(uint32 indexed seat, address indexed account);
    /// @notice The members ended the seat.
    /// @param seat Number of the seat.
    /// @param account Who owned it.
    /// @param reason Hash of a text.
    event SeatEndedByVote(uint32 indexed seat, address indexed account, bytes32 reason);

    /// @notice The members moved the seat to another account of its holder, which may take it until `until`.
    /// @param seat Number of the seat.
    /// @param holder Who owns it.
    /// @param to The account that may take it.
    /// @param until UTC seconds, the last one in which it can.
    /// @param reason Hash of a text.
    event SeatMoveOffered(
        uint32 indexed seat,
        address indexed holder,
        address indexed to,
        uint48 until,
        bytes32 reason
    );
    /// @notice The seat is under another account of the same person.
    /// @param seat Number of the seat.
    /// @param from The account that owned it.
    /// @param to The account that owns it now.
    event SeatMoved(uint32 indexed seat, address indexed from, address indexed to);
    /// @notice The house took the seat back.
    /// @param seat Number of the seat.
    /// @param account Who owned it.
    event SeatEndedByBuyBack(uint32 indexed seat, address indexed account);

    /// @notice A seat is handed over to somebody else.
    /// @param seat Number of the seat.
    /// @param account The account.
    error HandOverToSelf(uint32 seat, address account);
    /// @notice The seat may cost at most what was paid for it.
    /// @param seat Number of the seat.
    /// @param price The price in the message.
    /// @param paid What was paid for it in its round.
    error PriceAbovePaid(uint32 seat, uint128 price, uint128 paid);
    /// @notice The owner would receive another amount than the price.
    /// @param seat Number of the seat.
    /// @param received What arrived, smallest unit.
    /// @param price The price in the message.
    error PriceNotReceived(uint32 seat, uint256 received, uint128 price);

    /// @notice The members voted on another holder's seat.
    /// @param seat Number of the seat.
    /// @param owner Who owns it now.
    /// @param holder Whom the vote names.
    error MoveOfAnother(uint32 seat, address owner, address holder);
    /// @notice The seat is under this account already.
    /// @param seat Number of the seat.
    /// @param account The account.
    error MoveToSelf(uint32 seat, address account);
    /// @notice The members have moved no seat of this number from this account.
    /// @param seat Number of the seat.
    /// @param from The account in the message.
    error NoMoveOffered(uint32 seat, address from);
    /// @notice The seat could be taken until `until`, it is `nowAt`.
    /// @param seat Number of the seat.
    /// @param until UTC seconds.
    /// @param nowAt UTC seconds of this block.
    error MoveOver(uint32 seat, uint48 until, uint48 nowAt);

    /// @notice Hands a seat over: number, pool, ballot and votes cast stay with it; the chair is freed. Owner and taker
    /// both sign; whoever of them calls may leave their own signature empty. Emits `SeatHandedOver`.
    /// @dev The taker must be admitted, free of any seat, place or bar, and no contract of the house.
    /// @param wish What both say.
    /// @param ownerSignature The owner's, over the message.
    /// @param takerSignature The taker's, over the message; may be empty with a payment, which names the message.
    /// @param payment The taker's ERC-3009 authorization over the exact price, to this contract, valid from 0 and before the
    /// deadline, with the struct hash of the message as its nonce. Empty if nothing is paid, or if the taker calls and lets
    /// this contract take the price.
    function handOver(
        HandOver calldata wish,
        bytes calldata ownerSignature,
        bytes calldata takerSignature,
        bytes calldata payment
    ) external;

    /// @notice Ends the signer's seat. Its owner, directly or with a signature. Vouchers stay the leaver's. Emits
    /// `MemberLeft`.
    /// @param wish What the owner says.
    /// @param signature The owner's, over the message; empty if the owner calls.
    function leaveHouse(Leaving calldata wish, bytes calldata signature) external;

    /// @notice Ends a seat. Only the timelock (a members' vote). Never touches vouchers. Emits `SeatEndedByVote`.
    /// @param seat Number of the seat.
    /// @param reason Hash of the text that says why.
    function endByVote(uint32 seat, bytes32 reason) external;

    /// @notice Ends a seat that the house takes back. Only the buy-back, which has its owner's word. Emits
    /// `SeatEndedByBuyBack`.
    /// @param seat Number of the seat.
    function endByBuyBack(uint32 seat) external;

    /// @notice Opens the seat to another account of its holder, who has lost the key and named nobody: `to` may take it for 30
    /// days. Only the timelock (a members' vote, two thirds). A later move of the seat takes the place of an earlier one.
    /// Emits `SeatMoveOffered`.
    /// @dev `to` must be unknown or an account of the same person, and no contract of the house. Nobody is bound without
    /// their own word, so the vote moves nothing by itself.
    /// @param seat Number of the seat.
    /// @param holder Who owns it: if it has changed hands meanwhile, the vote is about somebody else.
    /// @param to The account that may take it.
    /// @param reason Hash of the text that says why.
    function moveByVote(uint32 seat, address holder, address to, bytes32 reason) external;

    /// @notice Takes a seat that the members moved. The account that they named, directly or with a signature. It is the same
    /// person: number, pool, ballot, votes, chair and candidature stay, and nothing that the old key signed counts any more.
    /// Only under the account of operator or registrar chair and candidature are freed. Emits `SeatMoved`.
    /// @dev Vouchers and the pocket stay with the old account: moving them belongs to recovery.
    /// @param wish What the new account says.
    /// @param signature The new account's, over the message; empty if it calls itself.
    function takeMove(MoveTaken calldata wish, bytes calldata signature) external;

    /// @notice A seat that the members would move; all zero if there is none. It may be over, or of a former holder.
    /// @param seat Number of the seat.
    /// @return The move.
    function moveFor(uint32 seat) external view returns (Move memory);
}
