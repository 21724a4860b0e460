// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The operator's team
/// @notice The operator names at most eight people and what each may do; a person is shut out at once. A new operator begins
/// with an empty team, and so does one who comes back.
/// @dev `Payments` and `Counter` ask. The operator stands in the registry. EIP-712 domain "Runde Team"; nonce (`nonceOf`) of
/// (the person's account, "team").
interface ITeam {
    /// @dev What a person may do. Bit i of `rights` is the i-th.
    enum Right {
        AskForPayments,
        /// Closes the day, refunds, sets prices.
        ManageCounter
    }

    /// @notice One of the team.
    struct TeamMember {
        address account;
        /// Bit i = the i-th `Right`.
        uint8 rights;
        /// UTC seconds.
        uint48 since;
    }

    /// @notice Says: the operator gives `account` these rights, and no others; 0 = none, it leaves the team.
    /// @param operator Who says it.
    /// @param epoch The operator's account's.
    /// @param account Whom it is about.
    /// @param rights Bit i = the i-th `Right`.
    /// @param nonce The account's, for "team".
    /// @param deadline UTC seconds, the last one that counts.
    struct TeamNaming {
        address operator;
        uint32 epoch;
        address account;
        uint8 rights;
        uint64 nonce;
        uint48 deadline;
    }

    /// @notice `account` may do this from now on.
    /// @param operator Who says so.
    /// @param account Whom it is about.
    /// @param rights Bit i = the i-th `Right`; 0 = it has left the team.
    event TeamNamed(address indexed operator, address indexed account, uint8 rights);

    /// @notice `account` is not the operator, who is `operator`.
    /// @param account Who wanted to name somebody.
    /// @param operator Who may.
    error NotTheOperator(address account, address operator);
    /// @notice A team has `most` people.
    /// @param most The most allowed.
    error TeamFull(uint256 most);
    /// @notice `account` cannot be of the team: it is nobody, the operator, or a contract of the house.
    /// @param account Whom it is about.
    error NotForTheTeam(address account);
    /// @notice There is no such right; `known` are all of them.
    /// @param rights What was to be given.
    /// @param known All rights there are.
    error RightsUnknown(uint8 rights, uint8 known);
    /// @notice `account` is not of the team.
    /// @param account Whom it is about.
    error NotOfTheTeam(address account);

    /// @notice Names somebody, changes their rights, or shuts them out. The operator. Emits `TeamNamed`.
    /// @param naming The message.
    /// @param signature The operator's, over the message (EIP-712); empty if the operator calls.
    function name(TeamNaming calldata naming, bytes calldata signature) external;

    /// @notice Whether `account` may do something now: the operator may everything.
    /// @param account Any address.
    /// @param right What it is about.
    /// @return True if so.
    function may(address account, Right right) external view returns (bool);

    /// @notice The present operator's team.
    /// @return In no order.
    function team() external view returns (TeamMember[] memory);
}
