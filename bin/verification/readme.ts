import type { Documents } from './documents';

/** What an outsider reads first: every file, and how to work everything out again. */
export const readme = ({ title, id }: Documents['campaign.json']): string => `# ${title}

选贤（Xuanxian）导出的复核材料，工作编号 ${id}。其中的人一律用化名（candidate-01 为报名人，person-01 为其他人），
同一人在本包各文件中化名相同；没有姓名、申报情况、身份证号，也没有理由、异议和会议记录的文字。
候选人的去向本来就是公示的，知情者不难认出；评委与投票人则无从对应。

## 文件

| 文件 | 内容 |
|---|---|
| manifest.json | 其余各文件的 SHA-256 |
| plans/N.yaml | 方案第 N 版原文；环节、满分、去高去低、权重、法定人数等都在其中 |
| campaign.json | 工作本身；各名单、各类投票人的人数 |
| record.json | 全程纪实：何时、何事、哪个环节，加盐承诺（commitment）与前后相接的摘要；内容不在其中 |
| anchors.json | 每一环节结束时对链头的签名 |
| public-key.pem | 签名用的 Ed25519 公钥；请与另行公布的核对 |
| visits.json | 每次进入的环节：进来的批次（lots）、离开的批次（left）、认定（finding） |
| sheets.json | 评分表：评委、对象、分数；被更正的旧表也在（replaced） |
| ballots.json | 表决票：票样、票号与选择；另选他人的姓名以化名（name-01）代替 |
| papers.json | 纸质投票：两人分别录入的票数，各类人员合计 |
| resolutions.json | 会议表决的人数，含因亲属关系回避的人数 |
| questions.json | 每项办理、答复：何时截止、邀请了谁、事项的办理时间 |
| verdicts.json | 其他答复中的固定用语（同意、合格、优秀……），不含任何人自己写的文字 |
| names.json | 票上所写的姓名（化名）对应名册中的哪些人 |

## 如何复核

最简单：\`xuanxian verify --file 本文件.zip [--key 公钥.pem] [--anchors 自己保存的签章.txt]\`。自己动手则：

1. 链：第一条的 previous 是 SHA-256(["xuanxian",工作编号])，其后每条的 previous 等于前一条的 digest。
   digest 是 SHA-256([工作编号,seq,kind,visit_id,at,commitment,previous]) 的十六进制（JSON，无空格）。
   办理人、对象和内容只以加盐的承诺（commitment）计入，本包中的人用化名，不影响核对。
2. 签名：原文为 “xuanxian 工作编号 visit_id seq head”，head 应等于纪实第 seq 条的 digest。以公示和邮件上的 head 为准。
3. 评分：同一环节、同一人的有效评分表（replaced 为 false，score 不空），按方案去掉最高、最低，取平均，四舍五入到两位。
4. 民主测评：按人统计各档，分值见方案；serials 是票号排序后（JSON 数组）的 SHA-256；每张票的票号就是投票人手中的回执。
5. 综合成绩：各项成绩折成百分制乘以权重相加；由高到低，同分同名次。
6. 会议：到会人数达到法定人数、同意票达到比例方为通过。
7. 去向：每个批次（lots）按认定离开（left）；某人是否仍在，看纪实中该环节结束（visitLeft）之前有无退出（withdrew）、取消资格（excluded）。

不能由本包复算的：与个人情况有关的资格认定、抽签（化名不是抽签所用的名字）、工作日历推出的日期；这些照认定采信。

# ${title} (English)

Material for checking this campaign from outside, exported by Xuanxian. People stand under pseudonyms that are the same in every file
here (candidate-01: applied; person-01: anybody else). No name, declared fact, identity number, reason, objection or minute is in it.
Who was selected is public, so those who know the case will recognise candidates; judges and voters can't be recognised.

| file | holds |
|---|---|
| manifest.json | the SHA-256 of every other file |
| plans/N.yaml | the text of plan version N: stages, maxima, trims, weights, quorums |
| campaign.json | the campaign; how many are in each panel and electorate |
| record.json | the process record: when, what, in which visit, the salted commitment, the chained digests; never the content |
| anchors.json | the signed head of the record at the end of each stage |
| public-key.pem | the Ed25519 public key of the signatures; compare it with the one published elsewhere |
| visits.json | every visit: lots that came in, lots that left, what was found |
| sheets.json | score sheets: judge, person, score; corrected ones too (replaced) |
| ballots.json | ballots: the paper, serials and choices; names that were written in under pseudonyms (name-01) |
| papers.json | votes on paper: the numbers as two people entered them, all classes of voters together |
| resolutions.json | the counts of votes in meetings, and how many members withdrew for kinship |
| questions.json | every question: when it closed, who was invited, when an item was scheduled |
| verdicts.json | the closed words of all other answers (agreed, eligible, a grade …); nothing in anybody's own words |
| names.json | names that were written in (under pseudonyms), and who of the pool bears them |

\`xuanxian verify --file THIS.zip [--key KEY.pem] [--anchors KEPT.txt]\` checks all of it. By hand: (1) each entry's previous is the digest
before it, the first SHA-256 of ["xuanxian",id]; digest = SHA-256 of the JSON array [id,seq,kind,visit_id,at,commitment,previous].
Who acted, about whom and the content are in the salted commitment only; the pseudonyms here change nothing in the chain. (2) An anchor signs
"xuanxian ID VISIT SEQ HEAD", and HEAD is the digest of entry SEQ; trust the heads on printed notices. (3) A score is the mean of the standing
sheets without the highest and lowest that the plan drops, rounded half up to two places. (4) Ballots: count the grades of each person; serials
is the SHA-256 of the JSON array of the sorted serials. (5) A composite is the sum of the scores, brought to 100, times their weights.
(6) A resolution passes with the quorum and the share of votes that the plan states. (7) Each lot leaves as the finding says; whether
somebody was still in, the record says: no withdrew or excluded entry of theirs before the visit's first visitLeft. What cannot be worked out
from here is taken as found: eligibility by personal facts, draws (a pseudonym is not the name that was drawn), dates by the working calendar.
`;
